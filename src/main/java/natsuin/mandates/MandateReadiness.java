package natsuin.mandates;

import java.time.Instant;
import java.util.Optional;
import natsuin.certificates.Credential;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.MemberRights;
import natsuin.users.User;

/** Whether somebody may give a power of attorney now; asked at every step. */
final class MandateReadiness {
  private MandateReadiness() {}

  /** Fails where this role gives none. */
  static void check(Actor.User user) {
    if (!MemberRights.leads(user.role())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  /** Fails where this certificate cannot sign. */
  static Credential usable(Optional<Credential> found, Instant now) {
    Credential credential = found.orElseThrow(() -> conflict("no-certificate"));
    if (credential.state() == Credential.State.REVOKED) {
      throw conflict("certificate-ended");
    }
    if (!credential.validAt(now)) {
      throw conflict("certificate-expired");
    }
    if (credential.lockedAt(now)) {
      throw new Failure.Locked("pin-locked", credential.lockedUntil().orElse(Instant.MAX))
          .exception();
    }
    return credential;
  }

  /** The grantor, whose codes go to an address that has proved to be his (LOGIN-6). */
  static User reachable(Optional<User> found) {
    User grantor = found.orElseThrow(MandateReadiness::nothing);
    if (grantor.life().emailUnconfirmedSince() != null) {
      throw conflict("email-unconfirmed");
    }
    return grantor;
  }

  static RuntimeException conflict(String code) {
    return new Failure.Conflict(code).exception();
  }

  /** For whoever may not see it there is none. */
  static RuntimeException nothing() {
    return new Failure.NotFound("not-found").exception();
  }
}
