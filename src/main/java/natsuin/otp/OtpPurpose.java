package natsuin.otp;

import natsuin.kernel.Portal;

/** What a code is for; one user has one live code per purpose. */
public enum OtpPurpose {
  /** The staff's second factor at login (STAFF-1). */
  STAFF_LOGIN("staff-login", Portal.STAFF),
  /** Setting a new password in place of a forgotten one (LOGIN-4). */
  PASSWORD_RECOVERY("password-recovery", Portal.MYPAGE),
  /** Showing that mails reach a changed address (LOGIN-6). */
  EMAIL_CONFIRMATION("email-confirmation", Portal.MYPAGE),
  /** Approving the signature of one contract's documents (CONTRACT-3). */
  SIGNING("signing", Portal.MYPAGE),
  /** Approving the signature of one power of attorney (CERT-4). */
  MANDATE("mandate", Portal.MYPAGE),
  /** The mail address of somebody who applies and has no account yet (APP-5). */
  APPLICATION("application", Portal.MYPAGE),
  /** Having a client certificate issued (EMP-6). */
  CLIENT_ISSUE("client-issue", Portal.ISSUANCE),
  /** The mail address of a master user at the first registration (EMP-5). */
  EMPLOYER_REGISTRATION("employer-registration", Portal.EMPLOYER),
  /** Showing that mails reach an employer's user's new address. */
  EMPLOYER_ADDRESS("employer-address", Portal.EMPLOYER);

  private final String code;
  private final Portal portal;

  OtpPurpose(String code, Portal portal) {
    this.code = code;
    this.portal = portal;
  }

  /** Whose policy says how long such a code lives and how often it may be tried. */
  public Portal portal() {
    return portal;
  }

  String code() {
    return code;
  }
}
