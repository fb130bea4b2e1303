package natsuin.users;

import natsuin.kernel.Codes;

/** What an organization is (APP-2): 法人, 個人事業主, 個人. */
public enum OrganizationKind {
  CORPORATION("corporation"),
  SOLE_PROPRIETOR("sole-proprietor"),
  INDIVIDUAL("individual");

  private final String code;

  OrganizationKind(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The kind of that name. */
  public static OrganizationKind of(String code) {
    return Codes.find(values(), OrganizationKind::code, code);
  }
}
