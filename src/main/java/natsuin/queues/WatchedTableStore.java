package natsuin.queues;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import natsuin.kernel.Codes;
import natsuin.pg.Database;

/** A queue that is a table. Ages are measured by the database's clock, which all nodes share. */
public final class WatchedTableStore implements WatchedQueue {
  private final Database database;
  private final QueueTable table;
  private final Runnable wake;
  private final LongAdder tries = new LongAdder();
  private final String figures;
  private final String troubled;
  private final String retry;
  private final String park;

  /**
   * Over this table.
   *
   * @param wake tells the workers that something is due; returns at once
   */
  public WatchedTableStore(Database database, QueueTable table, Runnable wake) {
    this.database = database;
    this.table = table;
    this.wake = wake;
    this.figures = inWords(FIGURES);
    this.troubled = inWords(TROUBLED);
    this.retry = inWords(RETRY);
    this.park = inWords(PARK);
  }

  private static final String FIGURES =
      """
      select count(*) filter (where open and parked_at is null and not in_hand) as waiting,
             count(*) filter (where open and parked_at is null and in_hand) as in_hand,
             count(*) filter (where open and parked_at is null and tried) as troubled,
             count(*) filter (where open and parked_at is not null) as parked,
             count(*) filter (where not open) as failed,
             greatest(0, extract(epoch from clock_timestamp()
               - min(created_at) filter (where open and parked_at is null)))::float8 as oldest
      from (select true as open, (@inHand) as in_hand, parked_at, created_at,
                   @tried as tried
              from @table where @open
            union all
            select false, false, null, created_at, false from @table
             where @failed and created_at > now() - interval '7 days') items
      """;

  private static final String TROUBLED =
      """
      with items as (
        select @id as id, @subject as subject, attempts, created_at,
               coalesce(last_error, case when @tried then 'node-lost' end) as error,
               case when @failed then 'failed' when parked_at is not null then 'parked'
                    when @inHand then 'in-hand' else 'waiting' end as state,
               case when @open and parked_at is null and not (@inHand) then next_try_at end
                 as next_try
        from @table
        where (@open and (parked_at is not null or @tried))
           or (@failed and created_at > now() - interval '7 days')),
      weighed as (
        select items.*,
               case state when 'failed' then 3 when 'parked' then 2 else 1 end as weight,
               extract(epoch from created_at)
                 * case state when 'failed' then -1 else 1 end as turn
        from items),
      counted as (
        select weighed.*, count(*) over (partition by weight, error) as alike,
               row_number() over (partition by weight, error order by turn, id) as nth
        from weighed)
      select * from counted where nth <= $1 order by weight, turn, id
      """;

  private static final String RETRY =
      """
      update @table set parked_at = null, next_try_at = now() where @id = $1 and @open
      """;

  private static final String PARK =
      """
      update @table set parked_at = coalesce(parked_at, now()) where @id = $1 and @open
      """;

  private String inWords(String sql) {
    return sql.replace("@table", table.table())
        .replace("@subject", table.subject())
        .replace("@inHand", table.inHand())
        .replace("@tried", "(" + table.tried() + ")")
        .replace("@failed", table.failed())
        .replace("@open", table.open())
        .replace("@id", table.id());
  }

  @Override
  public String name() {
    return table.name();
  }

  @Override
  public Future<QueueFigures> figures() {
    return database.client().query(figures).execute().map(rows -> figures(rows.iterator().next()));
  }

  @Override
  public Future<List<QueueItem>> troubled(int limit) {
    return database
        .client()
        .preparedQuery(troubled)
        .execute(Tuple.of(limit))
        .map(rows -> rows.stream().map(WatchedTableStore::item).toList());
  }

  @Override
  public Future<Boolean> retry(SqlConnection tx, UUID item) {
    return change(tx, retry, item).onSuccess(done -> Database.afterCommit(tx, wake));
  }

  @Override
  public Future<Boolean> park(SqlConnection tx, UUID item) {
    return change(tx, park, item);
  }

  @Override
  public long tries() {
    return tries.sum();
  }

  /** A worker of this node has begun so many tries. */
  public void tried(int items) {
    tries.add(items);
  }

  private static Future<Boolean> change(SqlConnection tx, String sql, UUID item) {
    return tx.preparedQuery(sql)
        .execute(Tuple.of(item))
        .map(SqlResult::rowCount)
        .map(rows -> rows == 1);
  }

  private static QueueFigures figures(Row row) {
    Double oldest = row.getDouble("oldest");
    return new QueueFigures(
        row.getLong("waiting"),
        row.getLong("in_hand"),
        row.getLong("troubled"),
        row.getLong("parked"),
        row.getLong("failed"),
        oldest == null ? Duration.ZERO : Duration.ofMillis(Math.round(oldest * 1000)));
  }

  private static QueueItem item(Row row) {
    return new QueueItem(
        row.getUUID("id"),
        row.getString("subject"),
        Codes.find(QueueItem.State.values(), QueueItem.State::code, row.getString("state")),
        row.getInteger("attempts"),
        row.getOffsetDateTime("created_at").toInstant(),
        Optional.ofNullable(row.getOffsetDateTime("next_try")).map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.getString("error")),
        row.getLong("alike"));
  }
}
