package natsuin.certificates;

/** Which of our two authorities signed. */
public enum IssuerName {
  ROOT("root"),
  ISSUING("issuing");

  private final String code;

  IssuerName(String code) {
    this.code = code;
  }

  /** The name in the database and in public addresses. */
  public String code() {
    return code;
  }
}
