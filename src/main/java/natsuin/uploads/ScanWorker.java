package natsuin.uploads;

import java.time.Duration;
import java.util.Optional;
import natsuin.bus.Channel;
import natsuin.bus.QueueWorker;
import natsuin.queues.WatchedTableStore;
import natsuin.scanner.Scanner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files that wait for the scanner, one after the other. Deployed on virtual threads. */
final class ScanWorker extends QueueWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ScanWorker.class);
  private static final Duration LOOK_AROUND = Duration.ofMillis(700);
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final Uploads.Tools tools;
  private final Optional<Scanner> scanner;
  private final WatchedTableStore queue;

  ScanWorker(
      Uploads.Tools tools,
      Optional<Scanner> scanner,
      Channel<FileQueued> announcements,
      WatchedTableStore queue) {
    super(announcements, LOOK_AROUND);
    this.queue = queue;
    this.tools = tools;
    this.scanner = scanner;
  }

  @Override
  protected boolean takeOne() {
    var claim = claim();
    claim.ifPresent(this::work);
    return claim.isPresent();
  }

  private Optional<FileStore.Claim> claim() {
    try {
      var client = tools.database().client();
      if (scanner.isPresent() && !scanner.get().proved().await()) {
        FileStore.allWait(client).await().forEach(tools.touched());
        return Optional.empty();
      }
      return FileStore.claim(client, LEASE).await();
    } catch (Exception e) {
      LOG.warn("No look at the files that wait: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void work(FileStore.Claim claim) {
    queue.tried(1);
    tools.touched().accept(claim.file());
    holding(
        LEASE,
        () -> FileStore.renew(tools.database().client(), claim, LEASE),
        () -> new ScanFile(tools, scanner, claim).run());
  }
}
