package natsuin.keeping;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
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
  private static final String COLUMNS =
      "d.id, d.revision, d.archive_made_at, d.archive_ends_at, c.id as contract, c.branch_id,"
          + " c.drawdown, c.concluded_at, c.ended_at";
  private static final String SETTLED = "c.state in ('in-force', 'ended', 'refused', 'withdrawn')";

  /**
   * Settled documents whose timestamp ends before $1 and before they are erased, or was made before
   * $2. A drawdown is kept $3 days and everything else $4 years; the rule itself, which counts the
   * bank's whole days, has the last word about the last three.
   */
  private static final String DUE =
      """
      from document d join contract c on c.id = d.contract_id
      where d.id in (
          select id from document where archive_ends_at < $1
          union select id from document where archive_made_at < $2)
        and d.revision = d.archive_revision and %s
        and (d.archive_made_at < $2 or d.archive_ends_at <= interval '3 days' + coalesce(
          case when c.drawdown and c.concluded_at is not null
            then c.concluded_at + make_interval(days => $3)
            else c.ended_at + make_interval(years => $4) end,
          'infinity'))
      """
          .formatted(SETTLED);

  /**
   * A document nobody signs any more.
   *
   * @param made when its newest timestamp was made; not known before it was looked at
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
      @Nullable Instant made,
      @Nullable Instant ends) {}

  private ArchiveStore() {}

  /**
   * Documents of which the newest timestamp was not looked at yet and that are not waiting for
   * another try, by identifier.
   */
  static Future<List<Archived>> unknown(SqlClient db, Instant now, @Nullable UUID after) {
    return db.preparedQuery(
            """
            select %s from document d join contract c on c.id = d.contract_id
            where d.revision > d.archive_revision and ($1::uuid is null or d.id > $1) and %s
              and not exists (
                select 1 from keeping_trouble t where t.subject = d.id and t.next_try_at > $3)
            order by d.id limit $2
            """
                .formatted(COLUMNS, SETTLED))
        .execute(Tuple.of(after, BATCH, utc(now)))
        .map(ArchiveStore::all);
  }

  /** Documents to be renewed that are not waiting for another try, by identifier. */
  static Future<List<Archived>> due(
      SqlClient db, KeepingConfiguration keeping, Instant now, @Nullable UUID after) {
    return db.preparedQuery(
            """
            select %s %s
              and ($5::uuid is null or d.id > $5)
              and not exists (
                select 1 from keeping_trouble t where t.subject = d.id and t.next_try_at > $6)
            order by d.id limit $7
            """
                .formatted(COLUMNS, DUE))
        .execute(due(keeping, now).addUUID(after).addOffsetDateTime(utc(now)).addInteger(BATCH))
        .map(ArchiveStore::all);
  }

  /** How many are to be renewed, those that wait for another try too; counted up to a thousand. */
  static Future<Long> countDue(SqlClient db, KeepingConfiguration keeping, Instant now) {
    return db.preparedQuery(
            "select count(*) as n from (select 1 %s limit 1000) as due".formatted(DUE))
        .execute(due(keeping, now))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  private static Tuple due(KeepingConfiguration keeping, Instant now) {
    return Tuple.of(
        utc(now.plus(keeping.renewBefore())),
        keeping.madeBefore().map(BankTime::startOf).map(ArchiveStore::utc).orElse(null),
        keeping.drawdownDays(),
        keeping.years());
  }

  /**
   * Holds the document's contract while it is renewed; false where nothing is to be done, or
   * somebody else has done it meanwhile.
   */
  static Future<Boolean> hold(SqlConnection tx, Archived archived) {
    return tx.preparedQuery(
            "select 1 from contract c where c.id = $1 and %s for update".formatted(SETTLED))
        .execute(Tuple.of(archived.contract()))
        .compose(
            contracts ->
                tx.preparedQuery("select 1 from document where id = $1 and revision = $2")
                    .execute(Tuple.of(archived.document(), archived.revision()))
                    .map(documents -> contracts.size() == 1 && documents.size() == 1));
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
        instant(row.getOffsetDateTime("archive_made_at")),
        instant(row.getOffsetDateTime("archive_ends_at")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
