package natsuin.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.queues.WatchedTableStore;
import natsuin.vault.SecretBox;

/** Where mails are put (OPS-4); {@link OutboxWorker} sends them. */
public final class Outbox {
  private final InstantSource clock;
  private final MailTexts texts;
  private final SecretBox box;
  private final Duration record;
  private final Runnable wake;

  /**
   * An outbox in the name of this bank.
   *
   * @param box closes texts until they are sent: they may carry a code
   * @param record how long a mail that is done with stays on record
   * @param wake tells the workers that a mail is there; returns at once
   */
  public Outbox(
      InstantSource clock,
      MailTemplates templates,
      String bankName,
      String bankNameLatin,
      SecretBox box,
      Duration record,
      Runnable wake) {
    this.clock = clock;
    this.texts = new MailTexts(templates, bankName, bankNameLatin);
    this.box = box;
    this.record = record;
    this.wake = wake;
  }

  /**
   * Puts a mail in the caller's transaction: it is sent, at least once, if and only if that
   * commits, and then at once.
   *
   * @throws IllegalArgumentException if the draft lacks a fact that its template names
   */
  public Future<Void> enqueue(SqlConnection transaction, MailDraft draft) {
    var text = texts.write(draft);
    UUID id = Ids.next(clock);
    byte[] body = box.seal(context(id), text.body().getBytes(StandardCharsets.UTF_8));
    return OutboxStore.insert(transaction, id, draft, text.subject(), body, clock.instant())
        .onSuccess(done -> Database.afterCommit(transaction, wake));
  }

  /** All mails that wait, for those who look after them and for the workers. */
  public WatchedTableStore queue(Database database) {
    return new WatchedTableStore(database, OutboxStore.TABLE, wake);
  }

  /** Forgets which mails went to whom long ago; once a day is enough. Answers how many. */
  public Future<Integer> sweep(SqlClient db) {
    return OutboxStore.sweep(db, clock.instant().minus(record));
  }

  /** A text opens in its own row only. */
  static byte[] context(UUID id) {
    return ("outbox-mail/" + id).getBytes(StandardCharsets.UTF_8);
  }
}
