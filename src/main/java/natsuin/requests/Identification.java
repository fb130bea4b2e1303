package natsuin.requests;

import natsuin.kernel.Codes;

/** How a person proves who he is (APP-2): 書類提出による確認, 対面確認. */
public enum Identification {
  DOCUMENTS("documents"),
  FACE_TO_FACE("face-to-face");

  private final String code;

  Identification(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The way of that name. */
  public static Identification of(String code) {
    return Codes.find(values(), Identification::code, code);
  }
}
