package natsuin.outbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.queues.QueueTable;

/** Mails that wait to be sent. Leases and pauses are measured by the database's clock. */
final class OutboxStore {
  /** A mail that this worker has for as long as its lease lasts. */
  record Queued(UUID id, String to, String subject, byte[] body, int attempts, Instant at) {}

  /** Of all mails, as operators see them. */
  static final QueueTable TABLE =
      new QueueTable(
          "outbox",
          "outbox_mail",
          "id",
          "'mail:' || kind",
          "state in ('queued', 'sending')",
          "state = 'sending'",
          "state = 'failed'",
          "last_error is not null or attempts > 1");

  private OutboxStore() {}

  static Future<Void> insert(
      SqlConnection db, UUID id, MailDraft draft, String subject, byte[] body, Instant now) {
    return db.preparedQuery(
            """
            insert into outbox_mail (id, recipient, subject, body, kind, state, next_try_at, created_at)
            values ($1, $2, $3, $4, $5, 'queued', now(), $6)
            """)
        .execute(
            Tuple.of(
                id, draft.to(), subject, Buffer.buffer(body), draft.template().code(), utc(now)))
        .mapEmpty();
  }

  /** Takes mails that are due, those of workers that died included; nobody else has them then. */
  static Future<List<Queued>> claim(SqlClient db, Duration lease, int limit) {
    return db.preparedQuery(
            """
            update outbox_mail
            set state = 'sending', attempts = attempts + 1, lease_until = now() + $1 * interval '1 ms'
            where id in (
              select id from outbox_mail
              where parked_at is null
                and ((state = 'queued' and next_try_at <= now())
                  or (state = 'sending' and lease_until <= now()))
              order by next_try_at limit $2
              for update skip locked)
            returning id, recipient, subject, body, attempts, created_at
            """)
        .execute(Tuple.of(lease.toMillis(), limit))
        .map(
            rows -> {
              var mails = new ArrayList<Queued>();
              rows.forEach(row -> mails.add(read(row)));
              return mails;
            });
  }

  /** The mail server has it; its text is wiped. */
  static Future<Void> sent(SqlClient db, UUID id, Instant now) {
    return db.preparedQuery(
            """
            update outbox_mail
            set state = 'sent', sent_at = $2, body = '', lease_until = null, last_error = null,
                parked_at = null
            where id = $1
            """)
        .execute(Tuple.of(id, utc(now)))
        .mapEmpty();
  }

  /** To be tried again after that pause; attempts tells that the mail is still this worker's. */
  static Future<Void> later(SqlClient db, UUID id, int attempts, Duration pause, String error) {
    return db.preparedQuery(
            """
            update outbox_mail
            set state = 'queued', next_try_at = now() + $3 * interval '1 ms', lease_until = null,
                last_error = $4
            where id = $1 and attempts = $2 and state = 'sending'
            """)
        .execute(Tuple.of(id, attempts, pause.toMillis(), error))
        .mapEmpty();
  }

  /** Will never be taken by the mail server; its text is wiped. */
  static Future<Void> failed(SqlClient db, UUID id, int attempts, String error) {
    return db.preparedQuery(
            """
            update outbox_mail
            set state = 'failed', body = '', lease_until = null, last_error = $3, parked_at = null
            where id = $1 and attempts = $2 and state = 'sending'
            """)
        .execute(Tuple.of(id, attempts, error))
        .mapEmpty();
  }

  /** Forgets mails that went, or were given up, before then; answers how many. */
  static Future<Integer> sweep(SqlClient db, Instant before) {
    return db.preparedQuery(
            "delete from outbox_mail where state in ('sent', 'failed') and coalesce(sent_at,"
                + " created_at) < $1")
        .execute(Tuple.of(utc(before)))
        .map(SqlResult::rowCount);
  }

  private static Queued read(Row row) {
    return new Queued(
        row.getUUID("id"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getBuffer("body").getBytes(),
        row.getInteger("attempts"),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
