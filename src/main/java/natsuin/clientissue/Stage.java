package natsuin.clientissue;

/** What is being done, as the page says it in words while it lasts. */
enum Stage {
  KEY("key"),
  CERTIFICATE("certificate"),
  FILE("file"),
  HANDING_OVER("handing-over"),
  /** Over. */
  DONE("done"),
  /** Written out, but the line broke before anybody confirmed. */
  CUT("cut");

  private final String code;

  Stage(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
