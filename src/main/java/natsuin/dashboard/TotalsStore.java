package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.pg.Database;

/** Asks PostgreSQL for the figures of a branch's day. */
final class TotalsStore {
  private final Database database;

  TotalsStore(Database database) {
    this.database = database;
  }

  /** The API's {@code DashboardTotals}. */
  Future<JsonObject> totals(UUID branch, Moment moment) {
    return database
        .client()
        .preparedQuery(TOTALS)
        .execute(
            Tuple.of(
                moment.now(), moment.today(), branch, moment.dayBegan(), moment.dayBeforeBegan()))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new JsonObject()
                  .put("sent", row.getLong("sent"))
                  .put("signed", row.getLong("signed"))
                  .put("concluded", row.getLong("concluded"))
                  .put("attention", row.getLong("attention"))
                  .put("open", row.getLong("open"))
                  .put("oldestUnfinishedSeconds", row.getLong("job"))
                  .put("oldest", row.getValue("oldest"))
                  .put("day", hours(row.getArrayOfIntegers("day")))
                  .put("dayBefore", hours(row.getArrayOfIntegers("day_before")));
            });
  }

  private static final String TOTALS =
      """
      select (select count(*) from contract where branch_id = $3 and sent_at >= $4) as sent,
             (select count(*) from contract where branch_id = $3 and signed_at >= $4) as signed,
             (select count(*) from contract
               where branch_id = $3 and concluded_at >= $4) as concluded,
             (select count(*) from contract c
      """
          + TroubleSql.JOIN
          + """
                   where c.id in (%s) and t.code is not null and k.staff_id is null) as attention,
                 (select count(*) from contract
                   where branch_id = $3 and state in ('signing', 'signed', 'concluding')) as open,
                 (select extract(epoch from $1::timestamptz - min(j.created_at))::bigint
                    from signing_job j join contract c on c.id = j.contract_id
                   where c.branch_id = $3 and j.state in ('queued', 'running')) as job,
                 (select jsonb_build_object('id', c.id, 'number', c.number, 'state', c.state,
                           'since', c.sent_at, 'organization', (
                             select o.name from contract_signer s
                               join organization o on o.id = s.organization_id
                              where s.contract_id = c.id
                              order by (s.standing <> 'borrower'), s.turn, s.id limit 1))
                    from contract c
                   where c.branch_id = $3 and c.state in ('signing', 'signed', 'concluding')
                   order by c.sent_at limit 1) as oldest,
                 (select array_agg(extract(hour from signed_at at time zone 'Asia/Tokyo')::int)
                    from contract where branch_id = $3 and signed_at >= $4) as day,
                 (select array_agg(extract(hour from signed_at at time zone 'Asia/Tokyo')::int)
                    from contract
                   where branch_id = $3 and signed_at >= $5 and signed_at < $4) as day_before
          """
              .formatted(TroubleSql.IDS);

  /** How many in each of the day's 24 hours. */
  private static JsonArray hours(Integer @org.jspecify.annotations.Nullable [] each) {
    int[] counts = new int[24];
    if (each != null) {
      Stream.of(each).forEach(hour -> counts[hour]++);
    }
    JsonArray hours = new JsonArray();
    for (int count : counts) {
      hours.add(count);
    }
    return hours;
  }

  /** Files that customers sent: those under the scanner, and those that it caught today. */
  Future<List<JsonObject>> uploads(UUID branch, Moment moment) {
    return database
        .client()
        .preparedQuery(
            """
            select f.id::text, f.purpose, f.state, f.size, f.created_at as since, o.name
            from uploaded_file f join organization o on o.id = f.organization_id
            where f.branch_id = $1
              and (f.state in ('queued', 'scanning', 'waiting')
                   or (f.state in ('infected', 'refused') and f.settled_at >= $2))
            order by f.created_at limit 100
            """)
        .execute(Tuple.of(branch, moment.dayBegan()))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new JsonObject()
                                .put("id", row.getString("id"))
                                .put("purpose", row.getString("purpose"))
                                .put("state", row.getString("state"))
                                .put("size", row.getLong("size"))
                                .put("since", row.getOffsetDateTime("since").toInstant().toString())
                                .put("organization", row.getString("name")))
                    .toList());
  }

  /** The API's {@code Branch}. */
  Future<Optional<JsonObject>> branch(UUID id) {
    return database
        .client()
        .preparedQuery(
            """
            select id::text, code, name, name_latin as "nameLatin" from branch where id = $1
            """)
        .execute(Tuple.of(id))
        .map(found -> found.stream().findFirst().map(Row::toJson));
  }
}
