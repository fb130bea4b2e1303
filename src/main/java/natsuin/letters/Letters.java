package natsuin.letters;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import natsuin.notices.Notices;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailDraft;
import natsuin.outbox.MailTemplate;
import natsuin.outbox.Outbox;

/**
 * Mails and notices about contracts; they leave if and only if the caller's transaction commits,
 * and say what stands in the database within it.
 */
public final class Letters {
  private final Outbox outbox;
  private final Notices notices;
  private final String baseUrl;

  /**
   * Letters that lead back to this service.
   *
   * @param baseUrl without a slash at its end
   */
  public Letters(Outbox outbox, Notices notices, String baseUrl) {
    this.outbox = outbox;
    this.notices = notices;
    this.baseUrl = baseUrl;
  }

  /** To all whom this letter is meant for, once each. */
  public Future<Void> send(SqlConnection tx, UUID contract, Letter letter) {
    return LetterStore.signers(tx, contract, letter.readers())
        .compose(readers -> write(tx, contract, letter, readers, new JsonObject()));
  }

  /**
   * To whoever sits in these seats, once each.
   *
   * @param more facts for the notice
   */
  public Future<Void> send(
      SqlConnection tx, UUID contract, Letter letter, List<UUID> seats, JsonObject more) {
    return LetterStore.seats(tx, seats)
        .compose(readers -> write(tx, contract, letter, readers, more));
  }

  /** To all who may want to save what is erased after that day. */
  public Future<Void> erasing(SqlConnection tx, UUID contract, LocalDate until) {
    return LetterStore.signers(tx, contract, Letter.ERASING.readers())
        .compose(
            readers ->
                LetterStore.subject(tx, contract)
                    .compose(
                        subject ->
                            write(
                                tx,
                                subject.keptUntil(until),
                                Letter.ERASING,
                                readers,
                                new JsonObject())));
  }

  /** To the officer who created the contract. */
  public Future<Void> send(SqlConnection tx, UUID contract, StaffLetter letter) {
    return LetterStore.subject(tx, contract)
        .compose(
            subject ->
                LetterStore.officer(tx, contract)
                    .compose(
                        officer ->
                            mail(
                                tx,
                                subject,
                                officer,
                                letter.mail(),
                                "/staff/contracts/" + contract)));
  }

  /**
   * The code that approves a signature.
   *
   * @param summary of what is signed
   */
  public Future<Void> code(
      SqlConnection tx, Addressee signer, String summary, String code, Instant expiresAt) {
    return outbox.enqueue(
        tx,
        new MailDraft(
            signer.email(),
            signer.language(),
            MailTemplate.CODE,
            Map.of(
                "name",
                signer.name(),
                "purpose",
                signer.english() ? "signing " + summary : "「" + summary + "」の電子署名",
                "code",
                code,
                "expires",
                MailDates.time(expiresAt, signer.language()))));
  }

  private Future<Void> write(
      SqlConnection tx, UUID contract, Letter letter, List<Addressee> readers, JsonObject more) {
    return LetterStore.subject(tx, contract)
        .compose(subject -> write(tx, subject, letter, readers, more));
  }

  private Future<Void> write(
      SqlConnection tx, Subject subject, Letter letter, List<Addressee> readers, JsonObject more) {
    Future<Void> all = Future.succeededFuture();
    for (var reader : readers) {
      all = all.compose(done -> write(tx, subject, letter, reader, more));
    }
    return all;
  }

  private Future<Void> write(
      SqlConnection tx, Subject subject, Letter letter, Addressee reader, JsonObject more) {
    String path = letter.path(subject.id());
    return mail(tx, subject, reader, letter.mail(), path)
        .compose(
            done ->
                notices.add(
                    tx, reader.id(), letter.notice(), subject.notice().mergeIn(more), path));
  }

  private Future<Void> mail(
      SqlConnection tx, Subject subject, Addressee reader, MailTemplate template, String path) {
    var facts = new HashMap<>(subject.mail(reader, template));
    facts.put("link", baseUrl + path);
    return outbox.enqueue(tx, new MailDraft(reader.email(), reader.language(), template, facts));
  }
}
