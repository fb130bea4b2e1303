package natsuin.notices;

import natsuin.kernel.Codes;

/** What a notice says; its sentence is {@code notice.CODE} in the screens' message files. */
public enum NoticeKind {
  CONTRACT_TO_SIGN("contract-to-sign"),
  CONTRACT_CONCLUDED("contract-concluded"),
  CONTRACT_REFUSED("contract-refused"),
  CONTRACT_REMINDER("contract-reminder"),
  CONTRACT_DEADLINE("contract-deadline"),
  CONTRACT_WITHDRAWN("contract-withdrawn"),
  CONTRACT_REPAID("contract-repaid"),
  CONTRACT_CANCELLED("contract-cancelled"),
  CONTRACT_ERASING("contract-erasing"),
  /** Identity documents are to be sent (DOC). */
  DOCUMENTS_DUE("documents-due"),
  DOCUMENTS_RETURNED("documents-returned"),
  PIN_DUE("pin-due"),
  CERTIFICATE_ISSUED("certificate-issued"),
  CERTIFICATE_REVOKED("certificate-revoked"),
  CERTIFICATE_EXPIRING("certificate-expiring"),
  CERTIFICATE_EXPIRED("certificate-expired"),
  CERTIFICATE_REQUESTED("certificate-requested"),
  PIN_LOCKED("pin-locked"),
  PIN_UNLOCKED("pin-unlocked");

  private final String code;

  NoticeKind(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The kind of that name. */
  public static NoticeKind of(String code) {
    return Codes.find(values(), NoticeKind::code, code);
  }
}
