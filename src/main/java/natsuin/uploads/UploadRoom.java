package natsuin.uploads;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import natsuin.audit.Audit;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.pg.Database;
import natsuin.queues.WatchedQueue;
import natsuin.queues.WatchedTableStore;
import natsuin.scanner.Scanner;
import natsuin.scanner.ScannerConfiguration;

/** Puts the duty together on one node, and keeps its figures. */
public final class UploadRoom implements AutoCloseable {
  private static final long SOON_MS = 400;

  private final Vertx vertx;
  private final Hands hands;
  private final Uploads.Tools tools;
  private final Uploads uploads;
  private final Channel<FileQueued> announcements;
  private final Optional<Scanner> scanner;
  private final int workers;
  private final WatchedTableStore queue;

  /**
   * The duty on this node.
   *
   * @param touched is told of every file that changed, after the commit, on any thread
   */
  public UploadRoom(
      Vertx vertx,
      Database database,
      DocumentStore documents,
      ContentKeyStore keys,
      Audit audit,
      InstantSource clock,
      UploadConfiguration configuration,
      ScannerConfiguration scanning,
      Consumer<UploadedFile> touched) {
    this.vertx = vertx;
    this.hands = new Hands(vertx, "uploads", configuration.hands());
    this.announcements = new Channel<>(vertx, ChannelName.UPLOADS, FileQueued.CODEC);
    this.scanner =
        scanning.present() ? Optional.of(new Scanner(vertx, scanning, clock)) : Optional.empty();
    this.workers = scanning.workers();
    this.tools =
        new Uploads.Tools(
            database,
            documents,
            keys,
            audit,
            clock,
            hands,
            touched,
            () -> announcements.publish(new FileQueued()));
    this.uploads = new Uploads(tools);
    this.queue = new WatchedTableStore(database, FileStore.TABLE, tools.wake());
  }

  /** The duty's door. */
  public Uploads uploads() {
    return uploads;
  }

  /** Whether files are scanned at all; without, every screen that shows a scan says so. */
  public boolean scans() {
    return scanner.isPresent();
  }

  /** Whether the scanner is there and does its work, said soon; true where there is none. */
  public Future<Boolean> scannerUp() {
    return scanner
        .map(asked -> asked.proved().timeout(SOON_MS, TimeUnit.MILLISECONDS).otherwise(false))
        .orElse(Future.succeededFuture(true));
  }

  /** {@code up}, {@code down} or {@code none}. */
  public Future<String> scannerState() {
    return scans() ? scannerUp().map(up -> up ? "up" : "down") : Future.succeededFuture("none");
  }

  /** Files that have no last word yet. */
  public WatchedQueue queue() {
    return queue;
  }

  /** Lets this node's workers take files from now on; answers how to stop them. */
  public Optional<String> work() {
    if (workers == 0) {
      return Optional.empty();
    }
    var options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
            .setInstances(workers);
    return Optional.of(
        vertx
            .deployVerticle(() -> new ScanWorker(tools, scanner, announcements, queue), options)
            .await());
  }

  @Override
  public void close() {
    hands.close();
    scanner.ifPresent(open -> open.close().await());
  }
}
