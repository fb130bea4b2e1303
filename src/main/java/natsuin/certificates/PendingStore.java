package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import natsuin.pki.KeyAlgorithm;
import natsuin.queues.QueueTable;
import natsuin.vault.PinWrap;

/** Key pairs that wait for their certificate. Leases are measured by the database's clock. */
final class PendingStore {
  private static final String COLUMNS =
      """
      p.request_id, p.user_id, p.credential, p.credential_id, p.algorithm, p.public_key, p.stage,
      p.attempts, p.fence, p.serial
      """;

  /** Of all issues, as operators see them. */
  static final QueueTable TABLE =
      new QueueTable(
          "issuance",
          "pending_credential",
          "request_id",
          "'certificate-request:' || request_id",
          "stage <> 'registered'",
          "lease_until is not null",
          "false",
          "last_error is not null or attempts > 1");

  private PendingStore() {}

  /** A key pair in one worker's hands. */
  record Claimed(PendingCredential pending, long fence, Optional<String> serial) {}

  /** Keeps a key pair in place of an earlier one; false while that one is being issued. */
  static Future<Boolean> put(
      SqlClient tx, PendingCredential pending, PinWrap.Stored stored, Instant now) {
    return tx.preparedQuery(
            """
            insert into pending_credential
              (request_id, user_id, credential, credential_id, algorithm, public_key, wrapped_key,
               pin_wrap, stage, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'registered', $9)
            on conflict (request_id) do update
            set credential = excluded.credential, credential_id = excluded.credential_id,
                algorithm = excluded.algorithm, public_key = excluded.public_key,
                wrapped_key = excluded.wrapped_key, pin_wrap = excluded.pin_wrap,
                created_at = excluded.created_at
            where pending_credential.stage = 'registered'
            """)
        .execute(
            Tuple.of(
                pending.request(),
                pending.user(),
                pending.id(),
                pending.credentialId(),
                pending.algorithm().name(),
                Buffer.buffer(pending.publicKey()),
                Buffer.buffer(stored.wrappedKey()),
                Buffer.buffer(stored.pinWrap()),
                now.atOffset(ZoneOffset.UTC)))
        .map(PendingStore::one);
  }

  static Future<Optional<PendingCredential>> find(SqlClient db, UUID request) {
    return db.preparedQuery(
            "select " + COLUMNS + " from pending_credential p where p.request_id = $1")
        .execute(Tuple.of(request))
        .map(rows -> rows.stream().findFirst().map(PendingStore::pending));
  }

  /** 「発行」; true for the one press that counts. */
  static Future<Boolean> queue(SqlClient tx, UUID request) {
    return tx.preparedQuery(
            """
            update pending_credential set stage = 'queued', next_try_at = now()
            where request_id = $1 and stage = 'registered'
            """)
        .execute(Tuple.of(request))
        .map(PendingStore::one);
  }

  /** The oldest that is due, now ours. */
  static Future<Optional<Claimed>> claim(SqlClient db, Duration lease) {
    return db.preparedQuery(
            """
            with due as (
              select request_id from pending_credential
              where stage <> 'registered' and parked_at is null and next_try_at <= now()
                and (lease_until is null or lease_until < now())
              order by created_at, request_id limit 1
              for update skip locked)
            update pending_credential p
            set stage = 'preparing', fence = p.fence + 1, attempts = p.attempts + 1,
                lease_until = now() + $1 * interval '1 ms'
            from due where p.request_id = due.request_id
            returning
            """
                + COLUMNS)
        .execute(Tuple.of(lease.toMillis()))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Claimed(
                                pending(row),
                                row.getLong("fence"),
                                Optional.ofNullable(row.getString("serial")))));
  }

  /** Longer in the same hands; false when it is in others by now, or was put back. */
  static Future<Boolean> renew(SqlClient db, Claimed claimed, Duration lease) {
    return db.preparedQuery(
            """
            update pending_credential set lease_until = now() + $3 * interval '1 ms'
            where request_id = $1 and fence = $2 and stage <> 'queued'
            """)
        .execute(Tuple.of(claimed.pending().request(), claimed.fence(), lease.toMillis()))
        .map(PendingStore::one);
  }

  /** A stage begins; false when it is in other hands by now. */
  static Future<Boolean> at(SqlClient db, Claimed claimed, IssueStage stage) {
    return db.preparedQuery(
            "update pending_credential set stage = $3 where request_id = $1 and fence = $2")
        .execute(Tuple.of(claimed.pending().request(), claimed.fence(), stage.code()))
        .map(PendingStore::one);
  }

  /** Which certificate is being issued, in the transaction that puts it on record. */
  static Future<Boolean> certifying(SqlClient tx, Claimed claimed, String serial) {
    return tx.preparedQuery(
            """
            update pending_credential set stage = 'certifying', serial = $3
            where request_id = $1 and fence = $2
            """)
        .execute(Tuple.of(claimed.pending().request(), claimed.fence(), serial))
        .map(PendingStore::one);
  }

  /** To be tried again after that pause, for this reason. */
  static Future<Void> putBack(SqlClient db, Claimed claimed, String code, Duration pause) {
    return db.preparedQuery(
            """
            update pending_credential
            set stage = 'queued', lease_until = null, last_error = $4,
                next_try_at = now() + $3 * interval '1 ms'
            where request_id = $1 and fence = $2
            """)
        .execute(Tuple.of(claimed.pending().request(), claimed.fence(), pause.toMillis(), code))
        .mapEmpty();
  }

  /**
   * Makes it the user's credential; false when it is in other hands by now. Whom a representative
   * or administrator has locked stays locked: a new certificate is no way around that (CERT-6).
   */
  static Future<Boolean> activate(SqlClient tx, Claimed claimed, String serial, Instant now) {
    return tx.preparedQuery(
            """
            with gone as (
              delete from pending_credential where request_id = $1 and fence = $2
              returning credential, credential_id, user_id, algorithm, wrapped_key, pin_wrap)
            insert into credential (id, credential_id, user_id, serial, algorithm, wrapped_key, pin_wrap,
              state, locked_by, created_at)
            select g.credential, g.credential_id, g.user_id, $3, g.algorithm, g.wrapped_key, g.pin_wrap,
              case when hand.locked_by is null then 'active' else 'locked' end, hand.locked_by, $4
            from gone g left join lateral (
              select nullif(c.locked_by, 'wrong-pins') as locked_by from credential c
              where c.user_id = g.user_id order by c.created_at desc limit 1) hand on true
            """)
        .execute(
            Tuple.of(
                claimed.pending().request(), claimed.fence(), serial, now.atOffset(ZoneOffset.UTC)))
        .map(PendingStore::one);
  }

  /** Keeps everybody else from it until the transaction ends; false when it is in other hands. */
  static Future<Boolean> hold(SqlClient tx, Claimed claimed) {
    return tx.preparedQuery(
            "select 1 from pending_credential where request_id = $1 and fence = $2 for update")
        .execute(Tuple.of(claimed.pending().request(), claimed.fence()))
        .map(rows -> rows.size() == 1);
  }

  /** Nothing will come of it. */
  static Future<Void> drop(SqlClient tx, UUID request) {
    return tx.preparedQuery("delete from pending_credential where request_id = $1")
        .execute(Tuple.of(request))
        .mapEmpty();
  }

  /** Keys of requests that came to nothing; how many. */
  static Future<Integer> sweep(SqlClient db) {
    return db.query(
            """
            delete from pending_credential p using certificate_request r
            where r.id = p.request_id and r.state in ('issued', 'cancelled')
            """)
        .execute()
        .map(SqlResult::rowCount);
  }

  private static boolean one(SqlResult<?> result) {
    return result.rowCount() == 1;
  }

  private static PendingCredential pending(Row row) {
    return new PendingCredential(
        row.getUUID("request_id"),
        row.getUUID("user_id"),
        row.getUUID("credential"),
        row.getString("credential_id"),
        KeyAlgorithm.valueOf(row.getString("algorithm")),
        row.getBuffer("public_key").getBytes(),
        IssueStage.of(row.getString("stage")),
        row.getInteger("attempts"));
  }
}
