package natsuin.signing;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import natsuin.kernel.Ids;

/** One row per signature on one document, written before the key acts. */
final class SignatureStore {
  private SignatureStore() {}

  static Future<Void> add(SqlClient tx, NewJob job, InstantSource clock) {
    var rows = new ArrayList<Tuple>();
    for (ToSign document : job.documents()) {
      rows.add(
          Tuple.of(
              Ids.next(clock),
              job.id(),
              document.document(),
              job.signer().orElse(null),
              job.standing(),
              job.serial(),
              Buffer.buffer(document.sha256()),
              clock.instant().atOffset(ZoneOffset.UTC)));
    }
    return tx.preparedQuery(
            """
            insert into signature
              (id, job_id, document_id, signer_id, standing, serial, digest, state, stage, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'prepared', 'waiting', $8)
            """)
        .executeBatch(rows)
        .mapEmpty();
  }

  /** All signatures of the job, in the order of the documents. */
  static Future<List<SignatureRow>> ofJob(SqlClient db, UUID job) {
    return db.preparedQuery(
            """
            select s.id, s.document_id, s.digest, s.stage, s.state, s.base_revision, s.work
            from signature s join document d on d.id = s.document_id
            where s.job_id = $1 order by d.position
            """)
        .execute(Tuple.of(job))
        .map(rows -> rows.stream().map(SignatureStore::row).toList());
  }

  /**
   * What this signer, or the bank, has not signed yet of a contract: the documents as they were
   * uploaded.
   */
  static Future<List<ToSign>> toSign(SqlClient db, UUID contract, Optional<UUID> signer) {
    return db.preparedQuery(
            """
            select d.id, r.sha256
            from document d join document_revision r on r.document_id = d.id and r.revision = 0
            where d.contract_id = $1 and d.kind = 'contract'
              and not exists (
                select 1 from signature s
                where s.document_id = d.id and s.signer_id is not distinct from $2::uuid
                  and s.state <> 'abandoned')
            order by d.position
            """)
        .execute(Tuple.of(contract, signer.orElse(null)))
        .map(
            rows ->
                rows.stream()
                    .map(row -> new ToSign(row.getUUID("id"), row.getBuffer("sha256").getBytes()))
                    .toList());
  }

  /** How many signatures of the job are in this state. */
  static Future<Integer> count(SqlClient db, UUID job, String state) {
    return db.preparedQuery(
            "select count(*)::int as n from signature where job_id = $1 and state = $2")
        .execute(Tuple.of(job, state))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /** Only says where it stands; false if the job is not ours any more. */
  static Future<Boolean> at(SqlClient db, Claim claim, UUID signature, Stage stage) {
    return guarded(
        db,
        "stage = $4, fence = $2",
        Tuple.of(claim.subject().job(), claim.fence(), signature, stage.code()));
  }

  /** The result of a stage, and what comes next; false if the job is not ours any more. */
  static Future<Boolean> keep(
      SqlClient db, Claim claim, UUID signature, Stage next, int base, byte[] work) {
    return guarded(
        db,
        "stage = $4, base_revision = $5, work = $6, fence = $2",
        Tuple.of(
            claim.subject().job(),
            claim.fence(),
            signature,
            next.code(),
            base,
            Buffer.buffer(work)));
  }

  /** In the transaction that appended the revision and holds the job. */
  static Future<Void> sealed(SqlClient tx, UUID signature, int revision, Instant now) {
    return tx.preparedQuery(
            """
            update signature
            set state = 'sealed', stage = 'sealed', revision = $2, sealed_at = $3, work = null
            where id = $1 and state = 'prepared'
            """)
        .execute(Tuple.of(signature, revision, now.atOffset(ZoneOffset.UTC)))
        .flatMap(
            done ->
                done.rowCount() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(new IllegalStateException("sealed twice: " + signature)));
  }

  /** In a transaction that holds the job. */
  static Future<Void> abandon(SqlClient tx, List<UUID> signatures) {
    return tx.preparedQuery(
            """
            update signature set state = 'abandoned', work = null
            where id = any($1) and state = 'prepared'
            """)
        .execute(Tuple.of(signatures.toArray(UUID[]::new)))
        .mapEmpty();
  }

  /**
   * The job's row is locked in passing, so that a claim made meanwhile waits for this write, or
   * this write sees it and changes nothing.
   */
  private static Future<Boolean> guarded(SqlClient db, String changes, Tuple arguments) {
    return db.preparedQuery(
            """
            with mine as (
              select id from signing_job where id = $1 and fence = $2 and state = 'running' for share)
            update signature s set %s
            from mine where s.job_id = mine.id and s.id = $3 and s.state = 'prepared'
            """
                .formatted(changes))
        .execute(arguments)
        .map(done -> done.rowCount() == 1);
  }

  private static SignatureRow row(Row row) {
    Integer base = row.getInteger("base_revision");
    Buffer work = row.getBuffer("work");
    return new SignatureRow(
        row.getUUID("id"),
        row.getUUID("document_id"),
        row.getBuffer("digest").getBytes(),
        Stage.of(row.getString("stage")),
        "prepared".equals(row.getString("state")),
        base == null ? OptionalInt.empty() : OptionalInt.of(base),
        work == null ? null : work.getBytes());
  }
}
