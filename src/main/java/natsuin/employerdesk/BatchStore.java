package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
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

/** The rows that checked files are. */
final class BatchStore {
  private BatchStore() {}

  /** Who registered the same file, and when. */
  record Before(String by, Instant at) {}

  static Future<Void> insert(SqlClient db, Batch batch) {
    var faults = new JsonArray();
    batch.faults().forEach(fault -> faults.add(fault.json()));
    return db.preparedQuery(
            """
            insert into employer_batch (id, branch_id, staff_id, file_name, sha256,
              lines, faults, state, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
        .execute(
            Tuple.of(
                batch.id(),
                batch.branch(),
                batch.staff(),
                batch.fileName(),
                Buffer.buffer(batch.sha256()),
                batch.lines(),
                faults,
                batch.state(),
                batch.createdAt().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Forgets what was checked before that and registered by nobody, with all that stood in it. */
  static Future<Void> forget(SqlClient db, Instant before) {
    return db.preparedQuery(
            "delete from employer_batch where state <> 'registered' and created_at < $1")
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Of whoever uploaded it; nobody else's. */
  static Future<Optional<Batch>> find(SqlClient db, UUID id, UUID staff) {
    return db.preparedQuery(
            """
            select id, branch_id, staff_id, file_name, sha256, lines, faults, state, created_at
            from employer_batch where id = $1 and staff_id = $2
            """)
        .execute(Tuple.of(id, staff))
        .map(rows -> rows.stream().findFirst().map(BatchStore::read));
  }

  /** The same file, registered at this branch already. */
  static Future<Optional<Before>> before(SqlClient db, Batch batch) {
    return db.preparedQuery(
            """
            select s.name, b.registered_at from employer_batch b join staff s on s.id = b.staff_id
            where b.branch_id = $1 and b.sha256 = $2 and b.state = 'registered'
            """)
        .execute(Tuple.of(batch.branch(), Buffer.buffer(batch.sha256())))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Before(
                                row.getString("name"),
                                row.getOffsetDateTime("registered_at").toInstant())));
  }

  /**
   * True for the one who registers it; violates {@code employer_batch_once} where another did so
   * with the same file.
   */
  static Future<Boolean> registered(SqlConnection tx, UUID id, Instant now) {
    return tx.preparedQuery(
            """
            update employer_batch set state = 'registered', registered_at = $2, lines = '[]'
            where id = $1 and state = 'checked'
            """)
        .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Batch read(Row row) {
    List<Fault> faults = new ArrayList<>();
    row.getJsonArray("faults").forEach(fault -> faults.add(Fault.of((JsonObject) fault)));
    return new Batch(
        row.getUUID("id"),
        row.getUUID("branch_id"),
        row.getUUID("staff_id"),
        row.getString("file_name"),
        row.getBuffer("sha256").getBytes(),
        row.getJsonArray("lines"),
        faults,
        row.getString("state"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
