package natsuin.signing;

import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.ContractProgressed;
import natsuin.bus.Announcements;
import natsuin.documents.DocumentStore;
import natsuin.pg.Database;
import natsuin.signing.pades.PadesPipeline;
import natsuin.vault.EnvelopeKeys;

/**
 * What every worker of a node works with.
 *
 * @param pool bounded; for everything that computes
 */
public record Tools(
    Database database,
    DocumentStore documents,
    EnvelopeKeys keys,
    PadesPipeline pipeline,
    TimestampClient timestamps,
    EvidenceSource evidence,
    SigningHands hands,
    SigningDesk desk,
    Audit audit,
    Announcements announcements,
    WorkerExecutor pool,
    SigningConfiguration configuration,
    InstantSource clock) {

  /** Tells whoever watches that something about the contract is different now; after the commit. */
  void tell(JobSubject subject) {
    announcements.say(new ContractProgressed(subject.contract(), subject.branch()));
  }

  /** Computes on the bounded pool, and waits for it. */
  <T> T compute(Callable<T> work) {
    return pool.executeBlocking(work, false).await();
  }
}
