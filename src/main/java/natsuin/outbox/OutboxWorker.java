package natsuin.outbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.mail.SMTPException;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import natsuin.bus.ChannelName;
import natsuin.pg.Database;
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
  private static final int BATCH = 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;
  private final SmtpConfiguration smtp;
  private final SecretBox box;
  private @Nullable MailSender sender;
  private boolean working;
  private boolean again;
  private boolean stopping;

  /**
   * A worker.
   *
   * @param box the one that {@link Outbox} closes with
   */
  public OutboxWorker(
      Database database, InstantSource clock, SmtpConfiguration smtp, SecretBox box) {
    this.database = database;
    this.clock = clock;
    this.smtp = smtp;
    this.box = box;
  }

  @Override
  public Future<?> start() {
    sender = new MailSender(vertx, smtp);
    vertx.setPeriodic(LOOK_EVERY_MS, timer -> look());
    return vertx.eventBus().consumer(ChannelName.OUTBOX.address(), message -> look()).completion();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return Objects.requireNonNull(sender).close();
  }

  /** One round at a time; a call during a round makes another follow it. */
  private void look() {
    if (working) {
      again = true;
      return;
    }
    working = true;
    again = false;
    round()
        .onFailure(fault -> LOG.debug("The outbox cannot be read just now", fault))
        .onComplete(
            result -> {
              working = false;
              boolean more = result.succeeded() && result.result() == BATCH;
              if (!stopping && (again || more)) {
                look();
              }
            });
  }

  private Future<Integer> round() {
    Instant now = clock.instant();
    // The mails of a batch go out side by side, each given up when its time is over.
    Instant leaseUntil = now.plus(smtp.answerWithin().multipliedBy(2));
    return OutboxStore.claim(db(), now, leaseUntil, BATCH).compose(this::sendAll);
  }

  private Future<Integer> sendAll(List<OutboxStore.Queued> mails) {
    var all = new ArrayList<Future<Void>>();
    mails.forEach(mail -> all.add(send(mail)));
    return Future.join(all).map(mails.size());
  }

  private Future<Void> send(OutboxStore.Queued mail) {
    String body;
    try {
      body = new String(box.open(Outbox.context(mail.id()), mail.body()), StandardCharsets.UTF_8);
    } catch (VaultException unreadable) {
      LOG.error("Mail {} cannot be opened", mail.id(), unreadable);
      return OutboxStore.failed(db(), mail.id(), mail.attempts(), "cannot be opened");
    }
    return Objects.requireNonNull(sender)
        .send(mail.id(), mail.to(), mail.subject(), body, mail.at())
        .transform(
            result ->
                result.succeeded()
                    ? OutboxStore.sent(db(), mail.id(), clock.instant())
                    : notSent(mail, result.cause()));
  }

  private Future<Void> notSent(OutboxStore.Queued mail, Throwable fault) {
    String error = describe(fault);
    if (fault instanceof SMTPException refused && refused.isPermanent()) {
      LOG.warn("The mail server refused mail {}: {}", mail.id(), error);
      return OutboxStore.failed(db(), mail.id(), mail.attempts(), error);
    }
    Instant nextTry = clock.instant().plus(wait(mail.attempts()));
    LOG.info("Mail {} waits until {}: {}", mail.id(), nextTry, error);
    return OutboxStore.later(db(), mail.id(), mail.attempts(), nextTry, error);
  }

  /** Doubles from a second, with jitter, so that a server that comes back is not run over. */
  static Duration wait(int attempts) {
    long most = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(attempts - 1, 20));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  /** Neither addresses nor texts: a server's sentences may repeat both. */
  private static String describe(Throwable fault) {
    return fault instanceof SMTPException smtp
        ? "SMTP reply " + smtp.getReplyCode()
        : fault.getClass().getSimpleName();
  }

  private SqlClient db() {
    return database.client();
  }
}
