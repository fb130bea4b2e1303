package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.pg.Database;

/** Asks PostgreSQL for every branch's day, a line each. */
final class BranchStore {
  private final Database database;

  BranchStore(Database database) {
    this.database = database;
  }

  /** The API's {@code BranchDay}s: of one branch, or of all. */
  Future<List<JsonObject>> days(Optional<UUID> only, Moment moment) {
    return database
        .client()
        .preparedQuery(DAYS)
        .execute(
            Tuple.of(moment.now(), moment.today())
                .addUUID(only.orElse(null))
                .addOffsetDateTime(moment.dayBegan()))
        .map(rows -> rows.stream().map(BranchStore::day).toList());
  }

  /** What is under way is little; all of it is grouped once. */
  private static final String DAYS =
      """
      select b.id::text as branch_id, b.code, b.name, b.name_latin,
             coalesce(o.open, 0) as open, coalesce(o.to_conclude, 0) as to_conclude,
             coalesce(o.overdue, 0) as overdue, o.oldest,
             coalesce(f.failing, 0) as failing, coalesce(r.refused, 0) as refused,
             coalesce(d.concluded, 0) as concluded
      from branch b
      left join (
        select c.branch_id, count(*) as open, min(c.sent_at) as oldest,
               count(*) filter (where c.state = 'signed') as to_conclude,
               count(*) filter (where c.state = 'signing' and c.sign_by < $2::date) as overdue
        from contract c where c.state in ('signing', 'signed', 'concluding')
        group by c.branch_id) o on o.branch_id = b.id
      left join (
        select c.branch_id, count(distinct c.id) as failing
        from signing_job j join contract c on c.id = j.contract_id
        left join contract_care k on k.contract_id = c.id and k.taken_at >= j.created_at
          and k.trouble = j.last_error
        where c.state in ('signing', 'signed', 'concluding') and k.contract_id is null and
      """
          + TroubleSql.FAILS
          + """
            group by c.branch_id) f on f.branch_id = b.id
          left join (
            select c.branch_id, count(*) as refused
            from contract c
            left join contract_care k on k.contract_id = c.id and k.trouble = 'refused'
            where c.state = 'refused' and c.ended_at > $1::timestamptz - interval '7 days'
              and k.contract_id is null
            group by c.branch_id) r on r.branch_id = b.id
          left join lateral (
            select count(*) as concluded from contract c
            where c.branch_id = b.id and c.concluded_at >= $4) d on true
          where $3::uuid is null or b.id = $3
          order by b.code
          """;

  private static JsonObject day(Row row) {
    OffsetDateTime oldest = row.getOffsetDateTime("oldest");
    return new JsonObject()
        .put("branch", QueueStore.branch(row))
        .put("open", row.getInteger("open"))
        .put("toConclude", row.getInteger("to_conclude"))
        .put("overdue", row.getInteger("overdue"))
        .put("failing", row.getInteger("failing"))
        .put("refused", row.getInteger("refused"))
        .put("concluded", row.getInteger("concluded"))
        .put("oldestSince", oldest == null ? null : oldest.toInstant().toString());
  }
}
