package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.bus.Channel;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.pki.SigningIdentity;
import natsuin.queues.WatchedTableStore;
import natsuin.vault.JobWrap;
import natsuin.vault.OpeningKey;

/**
 * The door for stories: takes signing jobs on, in the transaction that decides about them. What is
 * about to be signed is on record before any key acts.
 */
public final class SigningJobs {
  private final JobWrap wrap;
  private final SigningIdentity seal;
  private final SigningConfiguration configuration;
  private final Channel<JobQueued> announcements;
  private final InstantSource clock;

  /**
   * A door.
   *
   * @param seal the bank's own certificate
   */
  public SigningJobs(
      JobWrap wrap,
      SigningIdentity seal,
      SigningConfiguration configuration,
      Channel<JobQueued> announcements,
      InstantSource clock) {
    this.wrap = wrap;
    this.seal = seal;
    this.configuration = configuration;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * An authorization that a signer has just given.
   *
   * @param request uses it up; empty only for demonstration data
   * @param standing borrower, guarantor or collateral-provider
   * @param serial of the certificate that the authorization names
   * @param key opens the signer's key; it is wrapped for this job and stays the caller's to close
   */
  public record Authorized(
      UUID contract,
      UUID signer,
      Optional<UUID> request,
      String standing,
      String serial,
      OpeningKey key) {}

  /**
   * What this signer, or the bank where {@code signer} is empty, has not signed yet: the documents
   * as they were uploaded, in their order.
   */
  public Future<List<ToSign>> toSign(SqlClient db, UUID contract, Optional<UUID> signer) {
    return SignatureStore.toSign(db, contract, signer);
  }

  /** Takes on a signer's job; call {@link #announce} after the commit. */
  public Future<UUID> take(SqlClient tx, Authorized authorized, List<ToSign> documents) {
    UUID job = Ids.next(clock);
    Instant until =
        clock.instant().plus(configuration.openingKeyLife()).truncatedTo(ChronoUnit.MILLIS);
    var opening = new NewJob.OpeningKey(wrap.wrap(authorized.key(), job, until), until);
    return add(
        tx,
        new NewJob(
            job,
            authorized.contract(),
            Optional.of(authorized.signer()),
            authorized.request(),
            Optional.of(opening),
            authorized.standing(),
            authorized.serial(),
            documents));
  }

  /** Takes on the bank's seal on every document; call {@link #announce} after the commit. */
  public Future<UUID> takeSeal(SqlClient tx, UUID contract) {
    String serial = seal.certificate().getSerialNumber().toString(16);
    return SignatureStore.toSign(tx, contract, Optional.empty())
        .compose(
            documents ->
                add(
                    tx,
                    new NewJob(
                        Ids.next(clock),
                        contract,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "bank",
                        serial,
                        documents)));
  }

  /** Wakes the workers of all nodes; after the commit. */
  public void announce() {
    announcements.publish(new JobQueued());
  }

  /** All jobs that are not done, for those who look after them and for the workers. */
  public WatchedTableStore queue(Database database) {
    return new WatchedTableStore(database, JobStore.TABLE, this::announce);
  }

  private Future<UUID> add(SqlClient tx, NewJob job) {
    return JobStore.add(tx, job, clock.instant())
        .compose(done -> SignatureStore.add(tx, job, clock))
        .map(job.id());
  }
}
