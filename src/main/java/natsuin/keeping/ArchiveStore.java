package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.BankTime;
import natsuin.signing.RenewArchive.Archive;
import org.jspecify.annotations.Nullable;

/** Until when the timestamps of documents hold. */
final class ArchiveStore {
  private static final int BATCH = 100;
  private static final String SETTLED = "c.state in ('in-force', 'ended', 'refused', 'withdrawn')";

  /**
   * A document nobody signs any more.
   *
   * @param ends when its newest timestamp lapses; not known before it was looked at
   */
  record Archived(
      UUID document,
      int revision,
      UUID contract,
      UUID branch,
      boolean drawdown,
      @Nullable Instant concludedAt,
      @Nullable Instant endedAt,
      @Nullable Instant ends) {}

  private ArchiveStore() {}

  /**
   * Documents of which the newest timestamp was not looked at yet and that are not waiting for
   * another try, by identifier.
   */
  static Future<List<Archived>> unknown(SqlClient db, Instant now, @Nullable UUID after) {
    return db.preparedQuery(
            """
            select d.id, d.revision, d.archive_ends_at, c.id as contract, c.branch_id, c.drawdown,
              c.concluded_at, c.ended_at
            from document d join contract c on c.id = d.contract_id
            where d.revision > d.archive_revision and ($1::uuid is null or d.id > $1) and %s
              and not exists (
                select 1 from keeping_trouble t where t.subject = d.id and t.next_try_at > $3)
            order by d.id limit $2
            """
                .formatted(SETTLED))
        .execute(Tuple.of(after, BATCH, utc(now)))
        .map(ArchiveStore::all);
  }

  /** Documents to be renewed that are not waiting for another try, by identifier. */
  static Future<List<Archived>> due(
      SqlClient db,
      Instant endsBefore,
      Optional<LocalDate> madeBefore,
      Instant now,
      @Nullable UUID after) {
    return db.preparedQuery(
            """
            select d.id, d.revision, d.archive_ends_at, c.id as contract, c.branch_id, c.drawdown,
              c.concluded_at, c.ended_at
            from document d join contract c on c.id = d.contract_id
            where d.id in (
                select id from document where archive_ends_at < $1
                union select id from document where archive_made_at < $2)
              and d.revision = d.archive_revision and ($3::uuid is null or d.id > $3) and %s
              and not exists (
                select 1 from keeping_trouble t where t.subject = d.id and t.next_try_at > $4)
            order by d.id limit $5
            """
                .formatted(SETTLED))
        .execute(
            Tuple.of(
                utc(endsBefore),
                madeBefore.map(BankTime::startOf).map(ArchiveStore::utc).orElse(null),
                after,
                utc(now),
                BATCH))
        .map(ArchiveStore::all);
  }

  /** How many are due, counted up to a thousand. */
  static Future<Long> countDue(SqlClient db, Instant endsBefore) {
    return db.preparedQuery(
            """
            select count(*) as n from (
              select 1 from document where archive_ends_at < $1 limit 1000) as due
            """)
        .execute(Tuple.of(utc(endsBefore)))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /** Holds the document's contract while it is renewed; false where nothing is to be done. */
  static Future<Boolean> hold(SqlConnection tx, Archived archived) {
    return tx.preparedQuery(
            "select 1 from contract c where c.id = $1 and %s for update".formatted(SETTLED))
        .execute(Tuple.of(archived.contract()))
        .map(rows -> rows.size() == 1);
  }

  /** Notes what this revision's newest timestamp is; nothing where it has none. */
  static Future<Void> note(SqlClient db, UUID document, int revision, Optional<Archive> archive) {
    return db.preparedQuery(
            """
            update document set archive_revision = $2, archive_made_at = $3, archive_ends_at = $4
            where id = $1 and revision = $2
            """)
        .execute(
            Tuple.of(
                document,
                revision,
                archive.map(Archive::made).map(ArchiveStore::utc).orElse(null),
                archive.map(Archive::ends).map(ArchiveStore::utc).orElse(null)))
        .mapEmpty();
  }

  private static List<Archived> all(Iterable<Row> rows) {
    return java.util.stream.StreamSupport.stream(rows.spliterator(), false)
        .map(ArchiveStore::archived)
        .toList();
  }

  private static Archived archived(Row row) {
    return new Archived(
        row.getUUID("id"),
        row.getInteger("revision"),
        row.getUUID("contract"),
        row.getUUID("branch_id"),
        row.getBoolean("drawdown"),
        instant(row.getOffsetDateTime("concluded_at")),
        instant(row.getOffsetDateTime("ended_at")),
        instant(row.getOffsetDateTime("archive_ends_at")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
