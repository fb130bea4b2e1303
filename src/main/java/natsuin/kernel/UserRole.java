package natsuin.kernel;

/** The four roles of a customer's user (USER-2): 代表者, 管理者, 署名者, 参照者. */
public enum UserRole {
  REPRESENTATIVE("representative"),
  ADMINISTRATOR("administrator"),
  SIGNER("signer"),
  VIEWER("viewer");

  private final String code;

  UserRole(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The role of that name. */
  public static UserRole of(String code) {
    return Codes.find(values(), UserRole::code, code);
  }
}
