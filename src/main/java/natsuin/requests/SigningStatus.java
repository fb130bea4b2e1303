package natsuin.requests;

import java.time.Instant;
import java.util.Optional;
import natsuin.certificates.Credential;
import natsuin.kernel.UserRole;
import natsuin.users.User;

/** What a user's signing stands at (CERT-8); the first that holds. */
public enum SigningStatus {
  /** 初回未ログイン: has not set a password of his own yet. */
  NEVER_LOGGED_IN("never-logged-in"),
  /** 証明書発行依頼中: a request is open. */
  CERTIFICATE_REQUESTED("certificate-requested"),
  /** PINロック中: locked by wrong PINs or by a representative or administrator. */
  PIN_LOCKED("pin-locked"),
  /** 署名可能: a valid certificate and a key that opens. */
  CAN_SIGN("can-sign"),
  /** 署名不可: no certificate, one that has expired or was revoked, or a viewer. */
  CANNOT_SIGN("cannot-sign");

  private final String code;

  SigningStatus(String code) {
    this.code = code;
  }

  /** The name in JSON. */
  public String code() {
    return code;
  }

  /**
   * Of this user at this time.
   *
   * @param credential the one that he signs with, locked or not
   * @param open the open request
   */
  public static SigningStatus of(
      User user, Optional<Credential> credential, Optional<CertificateRequest> open, Instant now) {
    if (user.life().firstLoginAt() == null) {
      return NEVER_LOGGED_IN;
    }
    if (open.isPresent()) {
      return CERTIFICATE_REQUESTED;
    }
    if (user.role() == UserRole.VIEWER
        || credential.filter(known -> known.validAt(now)).isEmpty()) {
      return CANNOT_SIGN;
    }
    return credential.get().lockedAt(now) ? PIN_LOCKED : CAN_SIGN;
  }
}
