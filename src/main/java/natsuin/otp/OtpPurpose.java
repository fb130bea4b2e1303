package natsuin.otp;

/** What a code is for; one user has one live code per purpose. */
public enum OtpPurpose {
  /** The staff's second factor at login (STAFF-1). */
  STAFF_LOGIN("staff-login"),
  /** Setting a new password in place of a forgotten one (LOGIN-4). */
  PASSWORD_RECOVERY("password-recovery"),
  /** Showing that mails reach a changed address (LOGIN-6). */
  EMAIL_CONFIRMATION("email-confirmation"),
  /** Approving the signature of one contract's documents (CONTRACT-3). */
  SIGNING("signing"),
  /** Approving the signature of one power of attorney (CERT-4). */
  MANDATE("mandate"),
  /** The mail address of somebody who applies and has no account yet (APP-5). */
  APPLICATION("application"),
  /** Having a client certificate issued (EMP-6). */
  CLIENT_ISSUE("client-issue");

  private final String code;

  OtpPurpose(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
