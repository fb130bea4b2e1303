package natsuin.notices;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of notices. */
final class NoticeStore {
  private NoticeStore() {}

  static Future<Void> insert(SqlConnection db, UUID user, Notice notice) {
    return db.preparedQuery(
            """
            insert into notice (id, user_id, kind, facts, link, created_at)
            values ($1, $2, $3, $4, $5, $6)
            """)
        .execute(
            Tuple.of(
                notice.id(),
                user,
                notice.kind().code(),
                notice.facts(),
                notice.link(),
                notice.at().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  static Future<List<Notice>> latest(SqlClient db, UUID user, int limit) {
    return db.preparedQuery(
            """
            select id, kind, facts, link, created_at, read_at from notice
            where user_id = $1 order by created_at desc, id desc limit $2
            """)
        .execute(Tuple.of(user, limit))
        .map(
            rows -> {
              var notices = new ArrayList<Notice>();
              rows.forEach(row -> notices.add(read(row)));
              return notices;
            });
  }

  static Future<Optional<Notice>> find(SqlClient db, UUID user, UUID id) {
    return db.preparedQuery(
            """
            select id, kind, facts, link, created_at, read_at from notice
            where user_id = $1 and id = $2
            """)
        .execute(Tuple.of(user, id))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next())));
  }

  /** True if it is this user's and was not read before. */
  static Future<Boolean> markRead(SqlClient db, UUID user, UUID id, Instant now) {
    return db.preparedQuery(
            "update notice set read_at = $3 where user_id = $1 and id = $2 and read_at is null")
        .execute(Tuple.of(user, id, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Notice read(Row row) {
    return new Notice(
        row.getUUID("id"),
        NoticeKind.of(row.getString("kind")),
        row.get(JsonObject.class, "facts"),
        row.getString("link"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("read_at") != null);
  }
}
