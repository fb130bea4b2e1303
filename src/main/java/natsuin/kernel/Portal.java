package natsuin.kernel;

/** The entrances of the service; each has its own cookie. */
public enum Portal {
  MYPAGE("mypage"),
  STAFF("staff"),
  /** Employers' users, logged in by mutual TLS and password (EMP-8). */
  EMPLOYER("employer"),
  /**
   * The same accounts, by password and code: good for getting a client certificate alone (EMP-6).
   */
  ISSUANCE("issuance");

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
