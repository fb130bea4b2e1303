package natsuin.outbox;

/** The mails that the service sends; each is a text file per language under {@code mail/}. */
public enum MailTemplate {
  /** 「認証コードのお知らせ」: name, purpose, code, expires. */
  CODE("code"),
  /** Somebody is asked to sign: name, organization, summary, planned, deadline, link. */
  CONTRACT_TO_SIGN("contract-to-sign"),
  /** A contract has been concluded: name, organization, summary, link. */
  CONTRACT_CONCLUDED("contract-concluded"),
  /** A contract has failed because somebody refused: name, organization, summary. */
  CONTRACT_REFUSED("contract-refused"),
  /** Somebody has not signed yet: name, organization, summary, planned, deadline, link. */
  CONTRACT_REMINDER("contract-reminder"),
  /** The last day for signing is another one: name, organization, summary, deadline, link. */
  CONTRACT_DEADLINE("contract-deadline"),
  /** The bank let a contract fail: name, organization, summary, reason, link. */
  CONTRACT_WITHDRAWN("contract-withdrawn"),
  /** A contract ended 完済: name, organization, summary, repaid, link. */
  CONTRACT_REPAID("contract-repaid"),
  /** A contract ended 取消合意済: name, organization, summary, link. */
  CONTRACT_CANCELLED("contract-cancelled"),
  /** A contract will be erased: name, organization, summary, until, link. */
  CONTRACT_ERASING("contract-erasing"),
  /** To the officer, everybody has signed: name, number, summary, link. */
  STAFF_CONTRACT_SIGNED("staff-contract-signed"),
  /** To the officer, a signer refused: name, number, summary, link. */
  STAFF_CONTRACT_REFUSED("staff-contract-refused"),
  /**
   * To the officer, signatures are missing after the deadline: name, number, summary, deadline,
   * link.
   */
  STAFF_CONTRACT_OVERDUE("staff-contract-overdue"),
  /** Too many wrong passwords: name, until. */
  ACCOUNT_LOCKED("account-locked"),
  /** The same at the employer portal, which opens by itself: name, until, lifter. */
  EMPLOYER_LOCKED("employer-locked"),
  /** Locked too often; somebody has to lift it: name, lifter. */
  EMPLOYER_BLOCKED("employer-blocked"),
  /** The password was changed, by whoever was logged in or by a code: name. */
  PASSWORD_CHANGED("password-changed"),
  /** Somebody forgot a password before having one: name. */
  RECOVERY_NOT_YET("recovery-not-yet"),
  /** Somebody forgot a password while a changed mail address waits for its code: name. */
  RECOVERY_UNCONFIRMED("recovery-unconfirmed"),
  /** 「MyPageIDのお知らせ」, never with a password: name, mypageId, link. */
  MYPAGE_ID("mypage-id"),
  /** 「仮パスワードのお知らせ」, never with a MyPageID: name, password, expires, link. */
  TEMPORARY_PASSWORD("temporary-password"),
  /** 「本人確認書類等アップロードのお願い」: name, link. */
  DOCUMENTS_DUE("documents-due"),
  /** 「対面による本人確認のご案内」, where nothing is uploaded (APP-2): name, link. */
  MEETING_DUE("meeting-due"),
  /** The branch sent documents back: name, organization, reason, link. */
  DOCUMENTS_RETURNED("documents-returned"),
  /** 「電子証明書発行のお知らせ」: name, organization, credential, until, link. */
  CERTIFICATE_ISSUED("certificate-issued"),
  /** 「電子証明書失効のお知らせ」: name, organization, credential, why, link. */
  CERTIFICATE_REVOKED("certificate-revoked"),
  /** 「電子証明書失効のお知らせ」 to an employer's user: name, userId, why, link. */
  CLIENT_CERTIFICATE_REVOKED("client-certificate-revoked"),
  /** A master user's first registration is done: name, userId, link. */
  EMPLOYER_REGISTERED("employer-registered"),
  /** A master user registered a general user; never with a password: name, userId, until, link. */
  EMPLOYER_USER_NEW("employer-user-new"),
  /** The same with another initial password: name, userId, until, link. */
  EMPLOYER_USER_PASSWORD("employer-user-password"),
  /** A master user lifted lock or block of a general user: name, link. */
  EMPLOYER_USER_UNLOCKED("employer-user-unlocked"),
  /** A master user deleted a general user: name, userId. */
  EMPLOYER_USER_DELETED("employer-user-deleted"),
  /** The password for the employer portal was changed: name. */
  EMPLOYER_PASSWORD_CHANGED("employer-password-changed"),
  /** To the address that an employer's user had before: name, address. */
  EMPLOYER_ADDRESS_CHANGED("employer-address-changed"),
  /** 「ログインID・パスワード初期化のお知らせ」 to a master user: name, link. */
  EMPLOYER_RESET("employer-reset"),
  /** 「ロック・閉塞解除のお知らせ」 to a master user, by the bank: name, link. */
  EMPLOYER_UNLOCKED("employer-unlocked"),
  /** 「電子証明書有効期限のお知らせ」: name, organization, credential, until, link. */
  CERTIFICATE_EXPIRING("certificate-expiring"),
  /** 「電子証明書有効期限切れのお知らせ」: name, organization, credential, until, link. */
  CERTIFICATE_EXPIRED("certificate-expired"),
  /** 「電子証明書発行依頼のお知らせ」: name, organization, reason, link. */
  CERTIFICATE_REQUESTED("certificate-requested"),
  /** 「署名用PINロックのお知らせ」: name, organization, credential. */
  PIN_LOCKED("pin-locked"),
  /** 「署名用PINロック解除のお知らせ」: name, organization, credential, link. */
  PIN_UNLOCKED("pin-unlocked"),
  /** 「メールアドレス変更のお知らせ」, to the address that was left: name, address (masked). */
  ADDRESS_CHANGED("address-changed"),
  /** 「署名用PIN変更のお知らせ」: name, organization, credential. */
  PIN_CHANGED("pin-changed"),
  /** 「メールアドレス認証コードのお知らせ」, to an address of which nothing is known yet: code, expires. */
  APPLICATION_CODE("application-code"),
  /** Instead of a code, where the address has an account (APP-4): login, recovery. */
  APPLICATION_ACCOUNT_EXISTS("application-account-exists"),
  /** Instead of a code, where an application of this address waits already (APP-4). */
  APPLICATION_WAITS("application-waits"),
  /** The branch refused an application: name, number, branch, reason. */
  APPLICATION_REFUSED("application-refused"),
  /** 「初期PIN登録のお願い」, once somebody has been identified (DOC-5): name, link. */
  PIN_DUE("pin-due"),
  /** To an employer's user, 「電子証明書発行のお知らせ」: name, userId, until, link. */
  CLIENT_CERTIFICATE_ISSUED("client-certificate-issued"),
  /** A client certificate reached nobody and was revoked: name, userId, link. */
  CLIENT_CERTIFICATE_LOST("client-certificate-lost"),
  /** A client certificate can be renewed from now on: name, userId, until, link. */
  CLIENT_CERTIFICATE_EXPIRING("client-certificate-expiring"),
  /** A client certificate's time is over: name, userId, until, link. */
  CLIENT_CERTIFICATE_EXPIRED("client-certificate-expired");

  private final String code;

  MailTemplate(String code) {
    this.code = code;
  }

  /** The name of the files, and of the kind in the database. */
  public String code() {
    return code;
  }
}
