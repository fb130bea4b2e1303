package natsuin.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.vault.SecretBox;

/** Where mails are put (OPS-4); {@link OutboxWorker} sends them. */
public final class Outbox {
  private final InstantSource clock;
  private final MailTexts texts;
  private final SecretBox box;
  private final Runnable wake;

  /**
   * An outbox in the name of this bank.
   *
   * @param box closes texts until they are sent: they may carry a code
   * @param wake tells the workers that a mail is there; returns at once
   */
  public Outbox(
      InstantSource clock,
      MailTemplates templates,
      String bankName,
      String bankNameLatin,
      SecretBox box,
      Runnable wake) {
    this.clock = clock;
    this.texts = new MailTexts(templates, bankName, bankNameLatin);
    this.box = box;
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

  /** A text opens in its own row only. */
  static byte[] context(UUID id) {
    return ("outbox-mail/" + id).getBytes(StandardCharsets.UTF_8);
  }
}
