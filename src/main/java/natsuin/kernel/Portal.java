package natsuin.kernel;

/** The entrances of the service; each has its own accounts and its own cookie. */
public enum Portal {
  MYPAGE("mypage"),
  STAFF("staff");

  private final String code;

  Portal(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The portal of that name. */
  public static Portal of(String code) {
    return Codes.find(values(), Portal::code, code);
  }
}
