package natsuin.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Codes;
import natsuin.pki.KeyAlgorithm;

/**
 * A user's signing certificate and its key, which stays with us and opens only with the PIN
 * (CERT-2).
 *
 * @param credentialId what screens show: クレデンシャルID
 * @param lockedUntil end of a lock after wrong PINs; empty when it is not locked
 */
public record Credential(
    UUID id,
    String credentialId,
    UUID user,
    KeyAlgorithm algorithm,
    State state,
    Optional<Instant> lockedUntil,
    X509Certificate certificate) {

  /** What may be done with it. */
  public enum State {
    ACTIVE("active"),
    LOCKED("locked"),
    REVOKED("revoked");

    private final String code;

    State(String code) {
      this.code = code;
    }

    /** The name in the database. */
    public String code() {
      return code;
    }

    static State of(String code) {
      return Codes.find(values(), State::code, code);
    }
  }

  /** The certificate's serial number as the database writes it: lower-case hexadecimal. */
  public String serial() {
    return certificate.getSerialNumber().toString(16);
  }

  /** Whether the lock still holds at this time. */
  public boolean lockedAt(Instant now) {
    return state == State.LOCKED && lockedUntil.map(now::isBefore).orElse(true);
  }

  /** Whether the certificate's own dates include this time. */
  public boolean validAt(Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }
}
