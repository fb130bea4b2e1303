package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 経過: what staff did for an employer. */
final class HistoryStore {
  private static final int MOST = 100;

  private HistoryStore() {}

  /**
   * A line of it.
   *
   * @param user whom it is about, where it is about one
   */
  record Act(
      UUID id,
      UUID employer,
      @Nullable UUID user,
      String kind,
      String reason,
      String note,
      UUID staff,
      Instant at) {}

  static Future<Void> add(SqlConnection tx, Act act) {
    return tx.preparedQuery(
            """
            insert into employer_history (id, employer_id, user_id, kind, reason, note, staff_id, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """)
        .execute(
            Tuple.of(
                act.id(),
                act.employer(),
                act.user(),
                act.kind(),
                act.reason(),
                act.note(),
                act.staff(),
                act.at().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** The newest first. */
  static Future<List<JsonObject>> of(SqlClient db, UUID employer) {
    return db.preparedQuery(
            """
            select h.kind, h.reason, h.note, h.at, s.name
            from employer_history h join staff s on s.id = h.staff_id
            where h.employer_id = $1 order by h.at desc, h.id desc limit $2
            """)
        .execute(Tuple.of(employer, MOST))
        .map(rows -> rows.stream().map(HistoryStore::json).toList());
  }

  private static JsonObject json(Row row) {
    return new JsonObject()
        .put("kind", row.getString("kind"))
        .put("reason", row.getString("reason"))
        .put("note", row.getString("note"))
        .put("at", row.getOffsetDateTime("at").toInstant().toString())
        .put("by", row.getString("name"));
  }
}
