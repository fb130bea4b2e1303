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
import natsuin.kernel.KeepingRule;
import org.jspecify.annotations.Nullable;

/** Contracts whose time is, or will soon be, over. */
final class KeptStore {
  private static final int BATCH = 200;

  /** No month is shorter by more: the rule itself has the last word. */
  private static final int LATEST_DAYS = 2;

  private static final String COLUMNS =
      "c.id, c.number, c.branch_id, c.kind, c.state, c.outcome, c.drawdown, c.concluded_at,"
          + " c.ended_at, c.key_id";

  /** A drawdown counts from its conclusion, everything else from its end; one index each. */
  private static final String ENDING =
      """
      select %1$s from contract c where c.drawdown and c.concluded_at < $1 %2$s
      union all
      select %1$s from contract c
      where c.ended_at < $2 and not (c.drawdown and c.concluded_at is not null) %2$s
      order by 1 limit $3
      """;

  private KeptStore() {}

  /**
   * Contracts that may be overdue on that day and are not waiting for another try, by identifier.
   *
   * @param after only those behind this one; none: from the beginning
   */
  static Future<List<Kept>> overdue(
      SqlClient db, KeepingRule rule, LocalDate today, Instant now, @Nullable UUID after) {
    String waiting =
        """
        and ($4::uuid is null or c.id > $4)
        and not exists (select 1 from keeping_trouble t where t.subject = c.id and t.next_try_at > $5)
        """;
    return db.preparedQuery(ENDING.formatted(COLUMNS, waiting))
        .execute(Tuple.of(drawdowns(rule, today), others(rule, today), BATCH, after, utc(now)))
        .map(KeptStore::all);
  }

  /**
   * Contracts once in force that are not kept after that day, whose signers do not know it yet, and
   * that are not waiting for another try, by identifier.
   */
  static Future<List<Kept>> untold(
      SqlClient db, KeepingRule rule, LocalDate day, Instant now, @Nullable UUID after) {
    String untold =
        """
        and c.concluded_at is not null and ($4::uuid is null or c.id > $4)
        and not exists (select 1 from contract_erasure_told t where t.contract_id = c.id)
        and not exists (select 1 from keeping_trouble t where t.subject = c.id and t.next_try_at > $5)
        """;
    return db.preparedQuery(ENDING.formatted(COLUMNS, untold))
        .execute(Tuple.of(drawdowns(rule, day), others(rule, day), BATCH, after, utc(now)))
        .map(KeptStore::all);
  }

  /** Holds the contract for the length of the transaction; empty where it is gone. */
  static Future<Optional<Kept>> hold(SqlConnection tx, UUID id) {
    return tx.preparedQuery("select " + COLUMNS + " from contract c where c.id = $1 for update")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(KeptStore::kept));
  }

  /** Whether an agreement to cancel it is neither concluded nor given up. */
  static Future<Boolean> isBeingCancelled(SqlConnection tx, UUID id) {
    return tx.preparedQuery(
            """
            select 1 from contract where cancels = $1 and state in ('signing', 'signed', 'concluding')
            """)
        .execute(Tuple.of(id))
        .map(rows -> rows.size() > 0);
  }

  /** True for the one that tells. */
  static Future<Boolean> told(SqlConnection tx, UUID id, Instant now) {
    return tx.preparedQuery(
            """
            insert into contract_erasure_told (contract_id, told_at)
            select id, $2 from contract where id = $1
            on conflict do nothing
            """)
        .execute(Tuple.of(id, utc(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static OffsetDateTime drawdowns(KeepingRule rule, LocalDate today) {
    return utc(BankTime.startOf(today.minusDays(rule.drawdownDays())));
  }

  private static OffsetDateTime others(KeepingRule rule, LocalDate today) {
    return utc(BankTime.startOf(today.minusYears(rule.years()).plusDays(LATEST_DAYS)));
  }

  private static List<Kept> all(Iterable<Row> rows) {
    return java.util.stream.StreamSupport.stream(rows.spliterator(), false)
        .map(KeptStore::kept)
        .toList();
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.getUUID("id"),
        row.getString("number"),
        row.getUUID("branch_id"),
        row.getString("kind"),
        row.getString("state"),
        row.getString("outcome"),
        row.getBoolean("drawdown"),
        instant(row.getOffsetDateTime("concluded_at")),
        instant(row.getOffsetDateTime("ended_at")),
        row.getUUID("key_id"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
