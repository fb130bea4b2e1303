package natsuin.kernel;

/** The roles of the bank's staff (STAFF-1). Head office and auditors see every branch. */
public enum StaffRole {
  OFFICER("officer"),
  APPROVER("approver"),
  HEAD_OFFICE("head-office"),
  AUDITOR("auditor");

  private final String code;

  StaffRole(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The role of that name. */
  public static StaffRole of(String code) {
    return Codes.find(values(), StaffRole::code, code);
  }
}
