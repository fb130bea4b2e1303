package natsuin.ceremony;

import java.time.Instant;
import java.time.LocalDate;
import natsuin.certificates.Credential;
import natsuin.kernel.Failure;
import natsuin.kernel.UserRole;
import natsuin.rights.CustomerRights;

/** Whether somebody may sign now; asked at every step, because others act meanwhile. */
final class Readiness {
  private Readiness() {}

  /** Fails with what stands in the way of this place. */
  static void check(Seat seat, LocalDate today) {
    switch (seat.state()) {
      case "signing", "signed" -> throw conflict("already-signed");
      case "waiting" -> throw conflict(open(seat) ? "not-your-turn" : "contract-changed");
      default -> {
        if (!open(seat) || !"invited".equals(seat.state())) {
          throw conflict("contract-changed");
        }
      }
    }
    if (seat.isLate(today)) {
      throw conflict("deadline-passed");
    }
    if (!seat.readAll()) {
      throw conflict("documents-not-acknowledged");
    }
    if (seat.mailUnconfirmed()) {
      throw conflict("email-unconfirmed");
    }
  }

  /** Fails where this role signs nothing. */
  static void check(UserRole role) {
    if (!CustomerRights.canBeNamed(role)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  /** Fails where this certificate cannot sign. */
  static void check(Credential credential, Instant now) {
    if (credential.state() == Credential.State.REVOKED) {
      throw conflict("no-certificate");
    }
    if (!credential.validAt(now)) {
      throw conflict("certificate-expired");
    }
    if (credential.lockedAt(now)) {
      throw new Failure.Locked("pin-locked", credential.lockedUntil().orElse(Instant.MAX))
          .exception();
    }
  }

  private static boolean open(Seat seat) {
    return "signing".equals(seat.contractState());
  }

  /** For somebody who has no place in the contract there is none. */
  static RuntimeException nothing() {
    return new Failure.NotFound("not-found").exception();
  }

  static RuntimeException conflict(String code) {
    return new Failure.Conflict(code).exception();
  }
}
