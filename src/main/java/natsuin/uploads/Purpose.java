package natsuin.uploads;

import natsuin.kernel.Codes;

/** What a file is sent for. */
public enum Purpose {
  /** Proof of who somebody is, or for whom he works; the subject is the certificate request. */
  IDENTITY("identity"),
  /** A power of attorney on paper; the subject is the mandate. */
  MANDATE("mandate");

  private final String code;

  Purpose(String code) {
    this.code = code;
  }

  /** The name in the database. */
  public String code() {
    return code;
  }

  static Purpose of(String code) {
    return Codes.find(values(), Purpose::code, code);
  }
}
