package natsuin.maintenance;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Extra windows. */
final class WindowStore {
  private WindowStore() {}

  /** Those that are not over at that moment, the next first. */
  static Future<List<ExtraWindow>> since(SqlClient db, Instant at) {
    return db.preparedQuery(
            """
            select w.id, w.starts_at, w.ends_at, w.note, s.name as entered_by
            from maintenance_window w join staff s on s.id = w.entered_by
            where w.ends_at > $1 order by w.starts_at, w.id
            """)
        .execute(Tuple.of(at.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              var windows = new ArrayList<ExtraWindow>();
              rows.forEach(row -> windows.add(read(row)));
              return windows;
            });
  }

  static Future<Void> insert(
      SqlConnection db, UUID id, Window window, String note, UUID staff, Instant now) {
    return db.preparedQuery(
            """
            insert into maintenance_window (id, starts_at, ends_at, note, entered_by, created_at)
            values ($1, $2, $3, $4, $5, $6)
            """)
        .execute(
            Tuple.of(
                id,
                window.from().atOffset(ZoneOffset.UTC),
                window.until().atOffset(ZoneOffset.UTC),
                note,
                staff,
                now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** False where there is none. */
  static Future<Boolean> delete(SqlConnection db, UUID id) {
    return db.preparedQuery("delete from maintenance_window where id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() == 1);
  }

  private static ExtraWindow read(Row row) {
    return new ExtraWindow(
        row.getUUID("id"),
        new Window(
            row.getOffsetDateTime("starts_at").toInstant(),
            row.getOffsetDateTime("ends_at").toInstant()),
        row.getString("note"),
        row.getString("entered_by"));
  }
}
