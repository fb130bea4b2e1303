package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which nodes there are, by the database's clock, which all of them share. */
final class NodeStore {
  private NodeStore() {}

  /**
   * A node as it introduces itself.
   *
   * @param schema the newest migration that it knows
   */
  record Self(UUID id, String address, String version, int schema) {}

  /**
   * The node is there, and this is how it stands. Whoever had its address before is gone: two
   * cannot have one. Answers the newest migration that programs have to know.
   */
  static Future<Integer> beat(SqlClient db, Self self, JsonObject figures) {
    return db.preparedQuery(
            """
            with before as (
              update node set left_at = clock_timestamp()
               where address = $2 and id <> $1 and left_at is null)
            insert into node as n
              (id, address, version, started_at, seen_at, figures, knows)
            values ($1, $2, $3, clock_timestamp(), clock_timestamp(), $4, $5)
            on conflict (id) do update
              set seen_at = excluded.seen_at, figures = excluded.figures
            returning (select oldest from schema_floor)
            """)
        .execute(Tuple.of(self.id(), self.address(), self.version(), figures, self.schema()))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  /** It has stopped as it was asked to. */
  static Future<Void> leave(SqlClient db, UUID id) {
    return db.preparedQuery("update node set left_at = clock_timestamp() where id = $1")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  /** Forgets those of which nothing was heard for a day. */
  static Future<Void> forget(SqlClient db) {
    return db.query("delete from node where seen_at < clock_timestamp() - interval '1 day'")
        .execute()
        .mapEmpty();
  }

  /** The API's {@code OperationsNode}s: those that are there, or are missed, or left this hour. */
  static Future<List<JsonObject>> all(SqlClient db) {
    return db.query(
            """
            select id::text, address, version, started_at, seen_at, left_at, figures,
                   case when left_at is not null then 'stopped'
                        when seen_at < clock_timestamp() - interval '15 s' then 'silent'
                        when not (figures->>'ready')::boolean then 'closing'
                        else 'running' end as state
            from node
            where left_at is null or left_at > clock_timestamp() - interval '1 hour'
            order by left_at nulls first, address, started_at desc
            limit 100
            """)
        .execute()
        .map(rows -> rows.stream().map(NodeStore::node).toList());
  }

  private static JsonObject node(Row row) {
    return row.getJsonObject("figures")
        .copy()
        .put("id", row.getString("id"))
        .put("address", row.getString("address"))
        .put("version", row.getString("version"))
        .put("state", row.getString("state"))
        .put("startedAt", instant(row, "started_at"))
        .put("seenAt", instant(row, "seen_at"))
        .put("leftAt", instant(row, "left_at"));
  }

  private static @org.jspecify.annotations.Nullable String instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column))
        .map(OffsetDateTime::toInstant)
        .map(Object::toString)
        .orElse(null);
  }
}
