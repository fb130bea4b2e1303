package natsuin.outbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.ext.mail.SMTPException;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import natsuin.bus.ChannelName;
import natsuin.kernel.BackOff;
import natsuin.pg.Database;
import natsuin.queues.WatchedTableStore;
import natsuin.vault.SecretBox;
import natsuin.vault.VaultException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox; any number of these, on any node. A mail goes out at least once:
 * a worker that dies after the server took it leaves it to another, under the same Message-ID.
 */
public final class OutboxWorker extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
  private static final long LOOK_EVERY_MS = 1000;
  private static final long SAY_SENT_AGAIN_MS = 500;
  private static final int SAY_SENT_TRIES = 30;
  private static final BackOff PAUSES = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(10));

  private final Database database;
  private final InstantSource clock;
  private final SmtpConfiguration smtp;
  private final SecretBox box;
  private final WatchedTableStore queue;
  private @Nullable MailSender sender;
  private boolean taking;
  private boolean again;
  private int onTheWay;
  private boolean stopping;
  private final Promise<Void> idle = Promise.promise();

  /**
   * A worker.
   *
   * @param box the one that {@link Outbox} closes with
   * @param queue counts the tries
   */
  public OutboxWorker(
      Database database,
      InstantSource clock,
      SmtpConfiguration smtp,
      SecretBox box,
      WatchedTableStore queue) {
    this.database = database;
    this.clock = clock;
    this.smtp = smtp;
    this.box = box;
    this.queue = queue;
  }

  @Override
  public Future<?> start() {
    sender = new MailSender(vertx, smtp);
    vertx.setPeriodic(LOOK_EVERY_MS, timer -> look());
    return vertx.eventBus().consumer(ChannelName.OUTBOX.address(), message -> look()).completion();
  }

  /** What is on its way arrives first: it is not sent once more by another node. */
  @Override
  public Future<?> stop() {
    stopping = true;
    tellIfIdle();
    return idle.future().eventually(() -> Objects.requireNonNull(sender).close());
  }

  /**
   * Takes as many as there are connections free: one that waited for a connection would go out when
   * it was given up already. A call while mails are taken makes another follow it.
   */
  private void look() {
    int free = smtp.connections() - onTheWay;
    if (taking || stopping || free == 0) {
      again = true;
      return;
    }
    taking = true;
    again = false;
    // Each is given up when its time is over, long before its lease.
    Duration lease = smtp.answerWithin().multipliedBy(2);
    long latest = System.nanoTime() + smtp.answerWithin().toNanos();
    OutboxStore.claim(db(), lease, free)
        .onFailure(fault -> LOG.debug("The outbox cannot be read just now", fault))
        .onComplete(
            taken -> {
              taking = false;
              if (taken.succeeded()) {
                again |= taken.result().size() == free;
                sendAll(taken.result(), latest);
              }
              next();
            });
  }

  private void next() {
    if (again && !stopping) {
      look();
    }
    tellIfIdle();
  }

  private void tellIfIdle() {
    if (stopping && !taking && onTheWay == 0) {
      idle.tryComplete();
    }
  }

  private void sendAll(List<OutboxStore.Queued> mails, long latest) {
    queue.tried(mails.size());
    onTheWay += mails.size();
    mails.forEach(
        mail ->
            send(mail, latest)
                .onFailure(fault -> LOG.warn("Mail {} is left to its lease", mail.id(), fault))
                .onComplete(
                    done -> {
                      onTheWay--;
                      next();
                    }));
  }

  /**
   * Sends one.
   *
   * @param latest by {@link System#nanoTime}; a mail that was not begun by then, because this
   *     process stood still, is left to whoever has it after the lease
   */
  private Future<Void> send(OutboxStore.Queued mail, long latest) {
    if (System.nanoTime() - latest > 0) {
      LOG.warn("Mail {} is left to its lease: this node stood still", mail.id());
      return Future.succeededFuture();
    }
    String body;
    try {
      body = new String(box.open(Outbox.context(mail.id()), mail.body()), StandardCharsets.UTF_8);
    } catch (VaultException unreadable) {
      LOG.error("Mail {} cannot be opened", mail.id(), unreadable);
      return OutboxStore.failed(db(), mail.id(), mail.attempts(), "mail-unreadable");
    }
    return Objects.requireNonNull(sender)
        .send(mail.id(), mail.to(), mail.subject(), body, mail.at())
        .transform(
            result ->
                result.succeeded() ? sent(mail, SAY_SENT_TRIES) : notSent(mail, result.cause()));
  }

  /** While PostgreSQL is away nobody else takes the mail; who says it first wins. */
  private Future<Void> sent(OutboxStore.Queued mail, int tries) {
    return OutboxStore.sent(db(), mail.id(), clock.instant())
        .recover(
            fault ->
                tries == 1
                    ? Future.failedFuture(fault)
                    : vertx.timer(SAY_SENT_AGAIN_MS).compose(tick -> sent(mail, tries - 1)));
  }

  private Future<Void> notSent(OutboxStore.Queued mail, Throwable fault) {
    String error = describe(fault);
    if (fault instanceof SMTPException refused && Refusals.isForGood(refused)) {
      LOG.warn("The mail server refused mail {}: {}", mail.id(), error);
      return OutboxStore.failed(db(), mail.id(), mail.attempts(), error);
    }
    Duration pause = PAUSES.after(mail.attempts());
    LOG.info("Mail {} waits {} ms: {}", mail.id(), pause.toMillis(), error);
    return OutboxStore.later(db(), mail.id(), mail.attempts(), pause, error);
  }

  /** Neither addresses nor texts: a server's sentences may repeat both. */
  private static String describe(Throwable fault) {
    return switch (fault) {
      case SMTPException said when said.getReplyCode() > 0 -> "smtp-" + said.getReplyCode();
      case TimeoutException late -> "smtp-timeout";
      case IOException broken -> "smtp-unreachable";
      default -> "smtp-failed";
    };
  }

  private SqlClient db() {
    return database.client();
  }
}
