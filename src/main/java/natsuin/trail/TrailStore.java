package natsuin.trail;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.pg.Database;

/** Asks PostgreSQL for events of the trail, by number, and for who and what they name. */
final class TrailStore {
  /** More than the clocks of two nodes ever differ by. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Database database;

  TrailStore(Database database) {
    this.database = database;
  }

  /** An event as it is shown; {@code hash} in hexadecimal. */
  record Event(
      long seq,
      Instant at,
      String actor,
      String action,
      String subject,
      Optional<UUID> branch,
      Object detail,
      String hash) {}

  /** In which direction, and from where, exclusively. */
  record From(long seq, boolean newestFirst) {}

  /** Events by number. Times rise with numbers, but for what the nodes' clocks differ by. */
  Future<List<Event>> events(Search search, From from, int limit) {
    Tuple values = Tuple.of(from.seq(), limit);
    StringBuilder where = new StringBuilder(from.newestFirst() ? "seq < $1" : "seq > $1");
    search
        .from()
        .ifPresent(
            at ->
                where
                    .append(" and seq >= " + edge(values, at.minus(SKEW)) + " and at >= $")
                    .append(time(values, at)));
    search
        .to()
        .ifPresent(
            at ->
                where
                    .append(" and seq < " + edge(values, at.plus(SKEW)) + " and at < $")
                    .append(time(values, at)));
    search.branch().ifPresent(id -> where.append(equal(values, "branch_id", id)));
    search.actor().ifPresent(actor -> where.append(equal(values, "actor", actor)));
    search.action().ifPresent(action -> where.append(equal(values, "action", action)));
    search
        .subject()
        .ifPresent(id -> where.append(equal(values, "split_part(subject, ':', 2)", id)));
    String order = from.newestFirst() ? "desc" : "asc";
    return database
        .client()
        .preparedQuery(
            """
            select seq, at, actor, action, subject, branch_id, detail, hash
              from audit_event where %s order by seq %s limit $2
            """
                .formatted(where, order))
        .execute(values)
        .map(
            rows -> {
              List<Event> events = new ArrayList<>(rows.size());
              rows.forEach(row -> events.add(event(row)));
              return events;
            });
  }

  private static String equal(Tuple values, String column, Object value) {
    values.addValue(value);
    return " and " + column + " = $" + values.size();
  }

  /** The number of the first event at that moment or later; beyond the last, if there is none. */
  private static String edge(Tuple values, Instant at) {
    int number = time(values, at);
    return """
    coalesce((select e.seq from audit_event e where e.at >= $%d order by e.at, e.seq limit 1),
             9223372036854775807)\
    """
        .formatted(number);
  }

  private static int time(Tuple values, Instant at) {
    values.addValue(at.atOffset(ZoneOffset.UTC));
    return values.size();
  }

  /** The label of somebody by login or MyPage ID; what is neither stands for itself. */
  Future<String> actor(String text) {
    return first(
        """
        select 'staff:' || id as found from staff where login = $1
        union all
        select 'user:' || id from app_user where mypage_id = $1
        limit 1
        """,
        text);
  }

  /**
   * The identifier behind a contract's number, a login, a MyPage ID, or {@code kind:identifier}.
   */
  Future<String> subject(String text) {
    return first(
        """
        select id::text as found from contract where number = $1
        union all
        select id::text from staff where login = $1
        union all
        select id::text from app_user where mypage_id = $1
        limit 1
        """,
        text.substring(text.indexOf(':') + 1));
  }

  private Future<String> first(String sql, String text) {
    return database
        .client()
        .preparedQuery(sql)
        .execute(Tuple.of(text))
        .map(rows -> rows.size() == 0 ? text : rows.iterator().next().getString("found"));
  }

  /**
   * What people call the things with these identifiers: names of staff, IDs, numbers of contracts.
   */
  Future<JsonObject> names(List<UUID> ids) {
    return database
        .client()
        .preparedQuery(
            """
            select 'staff:' || id as label, name as called from staff where id = any($1)
            union all
            select 'user:' || id, mypage_id from app_user where id = any($1)
            union all
            select 'contract:' || id, number from contract where id = any($1)
            union all
            select 'branch:' || id, name from branch where id = any($1)
            """)
        .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              JsonObject names = new JsonObject();
              rows.forEach(row -> names.put(row.getString("label"), row.getString("called")));
              return names;
            });
  }

  /** The number of the newest event; 0: there is none. */
  Future<Long> newest() {
    return database
        .client()
        .query("select coalesce(max(seq), 0) as newest from audit_event")
        .execute()
        .map(rows -> rows.iterator().next().getLong("newest"));
  }

  /** Every kind of act that was ever recorded, by leaps through the index. */
  Future<List<String>> actions() {
    return database
        .client()
        .query(
            """
            with recursive kinds as (
              (select action from audit_event order by action limit 1)
              union all
              select (select e.action from audit_event e where e.action > k.action
                       order by e.action limit 1)
                from kinds k where k.action is not null)
            select action from kinds where action is not null order by action
            """)
        .execute()
        .map(
            rows -> {
              List<String> actions = new ArrayList<>();
              rows.forEach(row -> actions.add(row.getString("action")));
              return actions;
            });
  }

  private static Event event(Row row) {
    return new Event(
        row.getLong("seq"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        Optional.ofNullable(row.getUUID("branch_id")),
        row.getValue("detail"),
        java.util.HexFormat.of().formatHex(row.getBuffer("hash").getBytes()));
  }
}
