package natsuin.sessions;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows that walls are. */
final class WallStore {
  private static final String WALL =
      """
      select w.id, w.branch_id, w.name, s.name as opened_by, w.opened_at, w.seen_at, w.expires_at
      from wall w join staff s on s.id = w.opened_by
      where w.closed_at is null and w.expires_at > $1
      """;

  private WallStore() {}

  static Future<Void> insert(SqlClient db, Wall wall, byte[] hash, UUID by) {
    return db.preparedQuery(
            """
            insert into wall (id, branch_id, name, token_hash, opened_by, opened_at, seen_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $6, $7)
            """)
        .execute(
            Tuple.of(
                wall.id(),
                wall.branch(),
                wall.name(),
                Buffer.buffer(hash),
                by,
                at(wall.openedAt()),
                at(wall.expiresAt())))
        .mapEmpty();
  }

  static Future<Optional<Wall>> find(SqlClient db, UUID id, Instant now) {
    return one(db, WALL + "and w.id = $2", Tuple.of(at(now), id));
  }

  static Future<Optional<Wall>> find(SqlClient db, byte[] hash, Instant now) {
    return one(db, WALL + "and w.token_hash = $2", Tuple.of(at(now), Buffer.buffer(hash)));
  }

  static Future<List<Wall>> ofBranch(SqlClient db, UUID branch, Instant now) {
    return db.preparedQuery(WALL + "and w.branch_id = $2 order by w.opened_at, w.id")
        .execute(Tuple.of(at(now), branch))
        .map(rows -> rows.stream().map(WallStore::read).toList());
  }

  /** Those of these that are on. */
  static Future<List<Wall>> on(SqlClient db, UUID[] ids, Instant now) {
    return db.preparedQuery(WALL + "and w.id = any($2)")
        .execute(Tuple.of(at(now)).addArrayOfUUID(ids))
        .map(rows -> rows.stream().map(WallStore::read).toList());
  }

  static Future<Void> touch(SqlClient db, UUID id, Instant now) {
    return db.preparedQuery("update wall set seen_at = $2 where id = $1")
        .execute(Tuple.of(id, at(now)))
        .mapEmpty();
  }

  static Future<Boolean> close(SqlClient db, UUID id, Instant now) {
    return db.preparedQuery("update wall set closed_at = $2 where id = $1 and closed_at is null")
        .execute(Tuple.of(id, at(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Future<Optional<Wall>> one(SqlClient db, String sql, Tuple values) {
    return db.preparedQuery(sql)
        .execute(values)
        .map(rows -> rows.stream().findFirst().map(WallStore::read));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Wall read(Row row) {
    return new Wall(
        row.getUUID("id"),
        row.getUUID("branch_id"),
        row.getString("name"),
        row.getString("opened_by"),
        row.getOffsetDateTime("opened_at").toInstant(),
        row.getOffsetDateTime("seen_at").toInstant(),
        row.getOffsetDateTime("expires_at").toInstant());
  }
}
