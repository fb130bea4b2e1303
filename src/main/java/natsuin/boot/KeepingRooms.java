package natsuin.boot;

import io.micrometer.core.instrument.Gauge;
import java.util.concurrent.atomic.AtomicLong;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.keeping.Keeping;
import natsuin.keeping.KeepingTools;
import natsuin.schedule.Schedule;
import natsuin.vault.EnvelopeKeys;

/** Assembles what is done with contracts for as long as they are kept. */
final class KeepingRooms {
  private static final long WATCH_EVERY_MS = 30_000;

  private final Node node;
  private final Keeping keeping;

  KeepingRooms(Node node, Duties duties, SigningRooms signing) {
    this.node = node;
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), node.clock());
    this.keeping =
        new Keeping(
            new KeepingTools(
                node.database(),
                new DocumentStore(keys, node.clock()),
                signing.archives(),
                duties.letters(),
                duties.audit(),
                duties.announcements(),
                node.configuration().keeping(),
                node.clock()));
    watch();
  }

  /** What is due, once in the cluster. */
  void schedule(Schedule schedule) {
    var pause = node.configuration().keeping().lookEvery();
    schedule.every("keeping.erase", pause, keeping::erase);
    schedule.every("keeping.tell", pause, keeping::tell);
    schedule.every("keeping.renew", pause, keeping::renew);
  }

  /** Nothing waits unseen (OPS-5). */
  private void watch() {
    var due =
        figure("natsuin.keeping.renewals.due", "Archive timestamps to be renewed, up to 1000");
    var troubles =
        figure(
            "natsuin.keeping.troubles", "Contracts not erased and timestamps not renewed in time");
    long timer =
        node.vertx()
            .setPeriodic(
                0,
                WATCH_EVERY_MS,
                tick -> {
                  keeping.renewalsDue().onSuccess(due::set);
                  keeping.troubles().onSuccess(troubles::set);
                });
    node.life().onStop("keeping figures", () -> node.vertx().cancelTimer(timer));
  }

  private AtomicLong figure(String name, String description) {
    var figure = new AtomicLong();
    Gauge.builder(name, figure, AtomicLong::get).description(description).register(node.metrics());
    return figure;
  }
}
