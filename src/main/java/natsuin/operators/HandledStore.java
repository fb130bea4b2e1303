package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What operators did last about items of queues, from the audit trail. */
final class HandledStore {
  private HandledStore() {}

  /** The API's {@code OperationsHandled} of those of the items that somebody dealt with. */
  static Future<Map<UUID, JsonObject>> of(SqlClient db, List<UUID> items) {
    if (items.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return db.preparedQuery(
            """
            select distinct on (split_part(a.subject, ':', 2)) split_part(a.subject, ':', 2) as item,
                   a.action, a.at, coalesce(s.name, a.actor) as by, a.detail->>'reason' as reason
            from audit_event a left join staff s on a.actor = 'staff:' || s.id
            where split_part(a.subject, ':', 2) = any($1) and a.subject like 'queue-item:%'
            order by split_part(a.subject, ':', 2), a.seq desc
            """)
        .execute(Tuple.of(items.stream().map(UUID::toString).toArray(String[]::new)))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> UUID.fromString(row.getString("item")), HandledStore::handled)));
  }

  private static JsonObject handled(Row row) {
    return new JsonObject()
        .put("act", HandleItem.Act.of(row.getString("action")).code())
        .put("at", row.getOffsetDateTime("at").toInstant().toString())
        .put("by", row.getString("by"))
        .put("reason", row.getString("reason"));
  }
}
