package natsuin.ceremony;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.pg.Database;
import natsuin.signing.SigningJobs;

/**
 * A request that is under way, found again at each further step with everything that was true when
 * it began: checked anew, because others act meanwhile.
 */
record Open(Request request, Seat seat, Credential credential, Approval approval) {

  /** Finds them. On a virtual thread. */
  static final class Finder {
    private final Database database;
    private final Credentials credentials;
    private final SigningJobs jobs;
    private final InstantSource clock;

    Finder(Database database, Credentials credentials, SigningJobs jobs, InstantSource clock) {
      this.database = database;
      this.credentials = credentials;
      this.jobs = jobs;
      this.clock = clock;
    }

    /** This user's request of this contract, whatever became of it. */
    Request any(Actor.User user, UUID contract, UUID id) {
      return RequestStore.find(database.client(), contract, id, user.id())
          .await()
          .orElseThrow(Readiness::nothing);
    }

    /**
     * All of it; fails where it cannot go on.
     *
     * @param late the code of 'too late' at this step
     */
    Open open(Request request, String late) {
      Instant now = clock.instant();
      if ("superseded".equals(request.state())) {
        throw Readiness.conflict("request-superseded");
      }
      Seat seat =
          SeatStore.byId(database.client(), request.signer())
              .await()
              .orElseThrow(Readiness::nothing);
      Readiness.check(seat, BankTime.dayOf(now));
      if (!now.isBefore(request.expiresAt()) || "expired".equals(request.state())) {
        throw Readiness.conflict(late);
      }
      Credential credential = credentials.byId(request.credential()).await().orElseThrow();
      if (credential.state() == Credential.State.REVOKED) {
        throw Readiness.conflict("certificate-ended");
      }
      Readiness.check(credential, now);
      return new Open(request, seat, credential, approval(request, seat, credential));
    }

    private Approval approval(Request request, Seat seat, Credential credential) {
      var documents =
          jobs.toSign(database.client(), seat.contract(), Optional.of(seat.id())).await();
      var approval = new Approval(seat.contract(), seat.id(), credential.serial(), documents);
      if (!MessageDigest.isEqual(approval.digest(), request.digest())) {
        throw Readiness.conflict("contract-changed");
      }
      return approval;
    }
  }
}
