package natsuin.certificates;

import natsuin.kernel.Codes;

/** How far the issue of a certificate has come; the name says what is being done. */
public enum IssueStage {
  /** The PIN is registered; 「発行」 has not been pressed. */
  REGISTERED("registered"),
  /** Pressed; waits for a worker. */
  QUEUED("queued"),
  /** What the certificate will say is put on record. */
  PREPARING("preparing"),
  /** The authority's key acts. */
  CERTIFYING("certifying"),
  /** The new certificate takes the old one's place. */
  ACTIVATING("activating");

  private final String code;

  IssueStage(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  static IssueStage of(String code) {
    return Codes.find(values(), IssueStage::code, code);
  }
}
