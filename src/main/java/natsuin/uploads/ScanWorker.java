package natsuin.uploads;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import natsuin.bus.Channel;
import natsuin.scanner.Scanner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files one after the other, at once when one is announced, and looks around by itself in
 * case an announcement was lost, another node died, or the scanner is back. Deployed on virtual
 * threads; any number of these, on any node.
 */
final class ScanWorker extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ScanWorker.class);
  private static final long LOOK_AROUND_MS = 700;
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Uploads.Tools tools;
  private final Optional<Scanner> scanner;
  private final Channel<FileQueued> announcements;
  private boolean busy;
  private boolean again;
  private boolean stopping;
  private final Promise<Void> idle = Promise.promise();

  ScanWorker(Uploads.Tools tools, Optional<Scanner> scanner, Channel<FileQueued> announcements) {
    this.tools = tools;
    this.scanner = scanner;
    this.announcements = announcements;
  }

  @Override
  public Future<?> start() {
    announcements.listen(queued -> look());
    vertx.setPeriodic(LOOK_AROUND_MS, timer -> look());
    return Future.succeededFuture();
  }

  /** What is in hand is finished, or left to its lease. */
  @Override
  public Future<?> stop() {
    stopping = true;
    return busy ? idle.future() : Future.succeededFuture();
  }

  private void look() {
    again = true;
    if (busy || stopping) {
      return;
    }
    busy = true;
    try {
      while (again && !stopping) {
        again = false;
        claim().ifPresent(this::work);
      }
    } finally {
      busy = false;
      if (stopping) {
        idle.tryComplete();
      }
    }
  }

  private Optional<FileStore.Claim> claim() {
    try {
      var client = tools.database().client();
      if (scanner.isPresent() && !scanner.get().proved().await()) {
        FileStore.allWait(client).await().forEach(tools.touched());
        return Optional.empty();
      }
      return FileStore.claim(client, LEASE).await();
    } catch (RuntimeException e) {
      LOG.warn("No look at the files that wait: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void work(FileStore.Claim claim) {
    again = true;
    tools.touched().accept(claim.file());
    long renewal =
        vertx.setPeriodic(
            LEASE.toMillis() / 3,
            timer ->
                FileStore.renew(tools.database().client(), claim, LEASE)
                    .onFailure(fault -> LOG.warn("Lease not renewed: {}", fault.getMessage())));
    try {
      new ScanFile(tools, scanner, claim).run();
    } finally {
      vertx.cancelTimer(renewal);
    }
  }
}
