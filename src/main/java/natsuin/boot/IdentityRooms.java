package natsuin.boot;

import io.micrometer.core.instrument.Gauge;
import java.util.concurrent.atomic.AtomicLong;
import natsuin.bus.Announcement;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.identity.Identity;
import natsuin.identity.IdentityTools;
import natsuin.uploads.Purpose;
import natsuin.uploads.UploadRoom;
import natsuin.uploads.UploadedFile;
import natsuin.uploads.Uploads;
import natsuin.vault.EnvelopeKeys;

/** Assembles what becomes of customers' files, and the story of identity documents. */
final class IdentityRooms {
  private static final long FORGET_EVERY_MS = 3_600_000;
  private static final long WATCH_EVERY_MS = 5_000;

  private final Node node;
  private final Duties duties;
  private final UploadRoom room;
  private final Identity identity;

  IdentityRooms(Node node, Duties duties) {
    this.node = node;
    this.duties = duties;
    var keys = new ContentKeyStore(new EnvelopeKeys(node.keys().master()), node.clock());
    this.room =
        node.life()
            .closing(
                "uploads",
                new UploadRoom(
                    node.vertx(),
                    node.database(),
                    new DocumentStore(keys, node.clock()),
                    keys,
                    duties.audit(),
                    node.clock(),
                    node.configuration().uploads(),
                    node.configuration().scanner(),
                    this::touched));
    this.identity =
        new Identity(
            node.vertx(),
            new IdentityTools(
                node.database(),
                node.clock(),
                duties.requests(),
                room.uploads(),
                duties.outbox(),
                duties.notices(),
                duties.audit(),
                node.configuration().identity(),
                room.scans(),
                room::scannerUp,
                node.configuration().http().baseUrl(),
                node.configuration().uploads().largest().bytes()));
  }

  /** The story of identity documents. */
  Identity identity() {
    return identity;
  }

  /** Files of customers, for every story that takes some. */
  Uploads uploads() {
    return room.uploads();
  }

  /** The state of the scanner, for those who look after the program. */
  UploadRoom room() {
    return room;
  }

  /** Lets workers take files from now on. */
  void work() {
    watchScanner();
    forgetInTime();
    room.work()
        .ifPresent(id -> node.life().onStop("scans", () -> node.vertx().undeploy(id).await()));
  }

  /** Every node looks once an hour; two that look at the same time forget the same once. */
  private void forgetInTime() {
    long timer = node.vertx().setPeriodic(FORGET_EVERY_MS, tick -> identity.sweep());
    node.life().onStop("end of keeping documents", () -> node.vertx().cancelTimer(timer));
  }

  private void touched(UploadedFile file) {
    if (file.purpose() == Purpose.IDENTITY) {
      duties
          .announcements()
          .say(
              new Announcement.RequestTouched(
                  file.subject(), file.user(), file.organization(), file.branch()));
    }
  }

  private void watchScanner() {
    var up = new AtomicLong(1);
    Gauge.builder("natsuin.scanner.up", up, AtomicLong::get)
        .description("1: the virus scanner is there and finds the test virus")
        .register(node.metrics());
    long timer =
        node.vertx()
            .setPeriodic(
                WATCH_EVERY_MS, tick -> room.scannerUp().onSuccess(there -> up.set(there ? 1 : 0)));
    node.life().onStop("watch over the scanner", () -> node.vertx().cancelTimer(timer));
  }
}
