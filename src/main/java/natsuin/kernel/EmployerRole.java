package natsuin.kernel;

/** The two roles of an employer's user (EMP-5): マスターユーザー, 一般ユーザー. */
public enum EmployerRole {
  MASTER("master"),
  GENERAL("general");

  private final String code;

  EmployerRole(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The role of that name. */
  public static EmployerRole of(String code) {
    return Codes.find(values(), EmployerRole::code, code);
  }
}
