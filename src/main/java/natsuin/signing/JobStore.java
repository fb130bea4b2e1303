package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import natsuin.queues.QueueTable;

/**
 * Signing jobs. Leases and pauses are measured by the database's clock, which all nodes share; the
 * life of an opening key by ours.
 */
final class JobStore {
  /** Of all jobs, as operators see them. */
  static final QueueTable TABLE =
      new QueueTable(
          "signing",
          "signing_job",
          "id",
          "'contract:' || contract_id",
          "state in ('queued', 'running')",
          "lease_until is not null",
          "state = 'failed'",
          "last_error is not null or attempts > 0");

  private JobStore() {}

  static Future<Void> add(SqlClient db, NewJob job, Instant now) {
    var key = job.openingKey();
    return db.preparedQuery(
            """
            insert into signing_job
              (id, contract_id, signer_id, request_id, opening_key, opening_key_until, state, next_try_at, created_at)
            values ($1, $2, $3, $4, $5, $6, 'queued', now(), $7)
            """)
        .execute(
            Tuple.of(
                job.id(),
                job.contract(),
                job.signer().orElse(null),
                job.request().orElse(null),
                key.map(k -> Buffer.buffer(k.wrapped())).orElse(null),
                key.map(k -> k.until().atOffset(ZoneOffset.UTC)).orElse(null),
                now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /**
   * The oldest job that is due, now ours: queued ones whose contract no other job has in hand, and
   * begun ones that nobody works on any more. A lease that ran out is a try that failed.
   */
  static Future<Optional<Claim>> claim(SqlClient db, Duration lease) {
    return db.preparedQuery(
            """
            with due as (
              select j.id from signing_job j
              where j.state in ('queued', 'running') and j.next_try_at <= now() and j.parked_at is null
                and (j.lease_until is null or j.lease_until < now())
                and not exists (
                  select 1 from signing_job o
                  where o.contract_id = j.contract_id and o.state = 'running' and o.id <> j.id)
              order by j.next_try_at, j.id limit 1
              for update of j skip locked)
            update signing_job j
            set state = 'running', fence = j.fence + 1, lease_until = now() + $1 * interval '1 ms',
                attempts = j.attempts + case when j.lease_until is null then 0 else 1 end
            from due, contract c
            where j.id = due.id and c.id = j.contract_id
            returning j.id, j.contract_id, c.branch_id, j.signer_id, j.fence, j.attempts,
                      j.opening_key, j.opening_key_until
            """)
        .execute(Tuple.of(lease.toMillis()))
        .map(rows -> rows.stream().findFirst().map(JobStore::claim));
  }

  /**
   * False when somebody else has the job by now, or nobody: what was asked before it was put back
   * may arrive after, and would keep it from everybody.
   */
  static Future<Boolean> renew(SqlClient db, Claim claim, Duration lease) {
    return update(
        db,
        claim,
        "update signing_job set lease_until = now() + $3 * interval '1 ms' where "
            + "id = $1 and fence = $2 and state = 'running' and lease_until is not null",
        lease.toMillis());
  }

  /** Keeps everybody else from this job until the transaction ends; false if it is not ours. */
  static Future<Boolean> hold(SqlClient tx, Claim claim) {
    return tx.preparedQuery(
            "select 1 from signing_job where id = $1 and fence = $2 and state = 'running' for"
                + " update")
        .execute(Tuple.of(claim.subject().job(), claim.fence()))
        .map(rows -> rows.size() == 1);
  }

  /**
   * Lets go of the job until it is due again.
   *
   * @param keepsTurn whether the contract's other jobs have to wait for it
   */
  static Future<Boolean> putBack(
      SqlClient db, Claim claim, String code, Duration pause, boolean keepsTurn) {
    return db.preparedQuery(
            """
            update signing_job
            set state = $3, attempts = attempts + 1, last_error = $4, lease_until = null,
                next_try_at = now() + $5 * interval '1 ms'
            where id = $1 and fence = $2 and state = 'running'
            """)
        .execute(
            Tuple.of(
                claim.subject().job(),
                claim.fence(),
                keepsTurn ? "running" : "queued",
                code,
                pause.toMillis()))
        .map(JobStore::one);
  }

  /** Why the job will not sign everything; in a transaction that holds it. */
  static Future<Boolean> note(SqlClient tx, Claim claim, String code) {
    return update(
        tx,
        claim,
        "update signing_job set last_error = $3 where id = $1 and fence = $2 and state = 'running'",
        code);
  }

  /** The key has acted on everything: nobody may use it again. */
  static Future<Boolean> wipeKey(SqlClient db, Claim claim) {
    return db.preparedQuery(
            "update signing_job set opening_key = null where id = $1 and fence = $2")
        .execute(Tuple.of(claim.subject().job(), claim.fence()))
        .map(JobStore::one);
  }

  /** Opening keys never outlive their time, whatever became of the job. */
  static Future<Integer> wipeExpiredKeys(SqlClient db, Instant now) {
    return db.preparedQuery(
            "update signing_job set opening_key = null where opening_key is not null and"
                + " opening_key_until < $1")
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
        .map(SqlResult::rowCount);
  }

  /** The job is over; answers what was noted. */
  static Future<String> finish(SqlClient tx, Claim claim, boolean complete, Instant now) {
    return tx.preparedQuery(
            """
            update signing_job
            set state = $3, last_error = case when $4 then null else last_error end,
                finished_at = $5, opening_key = null, lease_until = null, parked_at = null
            where id = $1 and fence = $2 and state = 'running'
            returning coalesce(last_error, '') as note
            """)
        .execute(
            Tuple.of(
                claim.subject().job(),
                claim.fence(),
                complete ? "done" : "failed",
                complete,
                now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getString("note"));
  }

  private static Future<Boolean> update(SqlClient db, Claim claim, String sql, Object third) {
    return db.preparedQuery(sql)
        .execute(Tuple.of(claim.subject().job(), claim.fence(), third))
        .map(JobStore::one);
  }

  private static boolean one(SqlResult<?> result) {
    return result.rowCount() == 1;
  }

  private static Claim claim(Row row) {
    Buffer key = row.getBuffer("opening_key");
    OffsetDateTime until = row.getOffsetDateTime("opening_key_until");
    UUID signer = row.getUUID("signer_id");
    return new Claim(
        new JobSubject(
            row.getUUID("id"),
            row.getUUID("contract_id"),
            row.getUUID("branch_id"),
            Optional.ofNullable(signer)),
        row.getLong("fence"),
        row.getInteger("attempts"),
        Optional.ofNullable(key).map(Buffer::getBytes),
        Optional.ofNullable(until).map(OffsetDateTime::toInstant));
  }
}
