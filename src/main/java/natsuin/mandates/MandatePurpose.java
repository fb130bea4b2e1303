package natsuin.mandates;

import natsuin.kernel.Codes;

/** What a power of attorney is made for. */
public enum MandatePurpose {
  NEW_USER("new-user"),
  CERTIFICATE_REQUEST("certificate-request");

  private final String code;

  MandatePurpose(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The purpose of that name. */
  public static MandatePurpose of(String code) {
    return Codes.find(values(), MandatePurpose::code, code);
  }
}
