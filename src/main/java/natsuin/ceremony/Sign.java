package natsuin.ceremony;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.ContractProgressed;
import natsuin.bus.Announcements;
import natsuin.certificates.Credentials;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.otp.ServerHalves;
import natsuin.pg.Database;
import natsuin.signing.SigningJobs;
import natsuin.vault.OpeningKey;
import natsuin.vault.SplitSecret;
import natsuin.vault.VaultException;

/**
 * Step 3, 「電子署名」: joins the halves, wraps the key again for one job, and in one transaction uses up
 * the authorization and takes on the job. Pressed twice, or in two tabs, it is one signature. On a
 * virtual thread.
 */
final class Sign {
  private final Database database;
  private final Open.Finder finder;
  private final Credentials credentials;
  private final ServerHalves halves;
  private final SigningJobs jobs;
  private final Announcements announcements;
  private final Audit audit;
  private final InstantSource clock;

  Sign(
      Database database,
      Open.Finder finder,
      Credentials credentials,
      ServerHalves halves,
      SigningJobs jobs,
      Announcements announcements,
      Audit audit,
      InstantSource clock) {
    this.database = database;
    this.finder = finder;
    this.credentials = credentials;
    this.halves = halves;
    this.jobs = jobs;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes the signature on.
   *
   * @param half the browser's half, where this browser has it
   */
  void sign(Actor.User user, UUID contract, UUID id, Optional<byte[]> half) {
    Request request = finder.any(user, contract, id);
    if ("used".equals(request.state())) {
      return;
    }
    try {
      take(user, finder.open(request, "request-expired"), half);
    } catch (FailureException e) {
      if (!(e.failure() instanceof Failure.Conflict) || !wasUsed(user, contract, id)) {
        throw e;
      }
    }
  }

  /** The other press of the same button was faster. */
  private boolean wasUsed(Actor.User user, UUID contract, UUID id) {
    return "used".equals(finder.any(user, contract, id).state());
  }

  private void take(Actor.User user, Open open, Optional<byte[]> half) {
    if (!"authorized".equals(open.request().state())) {
      throw Readiness.conflict("code-missing");
    }
    byte[] browser = half.orElseThrow(() -> Readiness.conflict("other-browser"));
    byte[] server =
        halves
            .get(open.request().id())
            .await()
            .orElseThrow(() -> Readiness.conflict("request-expired"));
    try (OpeningKey key = SplitSecret.join(browser, server)) {
      // Halves that do not belong together open nothing; better said now than by the worker.
      credentials.open(open.credential().id(), key).await();
      database.tx(tx -> take(tx, user, open, key)).await();
    } catch (VaultException e) {
      throw Readiness.conflict("other-browser");
    }
    jobs.announce();
    announcements.say(new ContractProgressed(open.seat().contract(), open.seat().branch()));
    halves.forget(open.request().id()).await();
  }

  private Future<Void> take(SqlConnection tx, Actor.User user, Open open, OpeningKey key) {
    Seat seat = open.seat();
    var authorized =
        new SigningJobs.Authorized(
            seat.contract(),
            seat.id(),
            Optional.of(open.request().id()),
            seat.standing(),
            open.credential().serial(),
            key);
    return SeatStore.lock(tx, seat.contract())
        .compose(state -> sure("signing".equals(state), "contract-changed"))
        .compose(ok -> RequestStore.use(tx, open.request().id(), clock.instant()))
        .compose(first -> sure(first, "request-superseded"))
        .compose(ok -> SeatStore.change(tx, seat.id(), "invited", "signing"))
        .compose(mine -> sure(mine, "already-signed"))
        .compose(ok -> jobs.take(tx, authorized, open.approval().documents()))
        .compose(job -> SeatStore.touch(tx, seat.contract()).map(job))
        .compose(job -> record(tx, user, open, job));
  }

  private Future<Void> record(SqlConnection tx, Actor.User user, Open open, UUID job) {
    return audit.record(
        tx,
        user,
        "signature.taken-on",
        "contract:" + open.seat().contract(),
        open.seat().branch(),
        new JsonObject()
            .put("request", open.request().id().toString())
            .put("job", job.toString())
            .put("certificate", open.credential().serial()));
  }

  private static Future<Void> sure(boolean so, String code) {
    return so ? Future.succeededFuture() : Future.failedFuture(Readiness.conflict(code));
  }
}
