package natsuin.uploads;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.documents.ContentKey;
import natsuin.queues.QueueTable;
import natsuin.uploads.content.FileType;
import org.jspecify.annotations.Nullable;

/** Rows of files. Leases and pauses are measured by the database's clock, which all nodes share. */
final class FileStore {
  private static final String COLUMNS =
      """
      f.id, f.purpose, f.subject_id, f.place, f.user_id, f.organization_id, f.branch_id, f.file_name,
      f.file_type, f.size, f.state, f.finding, f.pages, f.scanned, f.key_id, f.blob_id, f.created_at,
      f.fence, f.attempts
      """;

  /** A file that a worker has in hand as long as its lease lasts. */
  record Claim(UploadedFile file, long fence, int attempts) {}

  /** Of all files, as operators see them. */
  static final QueueTable TABLE =
      new QueueTable(
          "uploads",
          "uploaded_file",
          "id",
          "'uploaded-file:' || id",
          "state in ('queued', 'scanning', 'waiting')",
          "state = 'scanning'",
          "false",
          "last_error is not null or attempts > 1");

  private FileStore() {}

  static Future<UploadedFile> insert(
      SqlClient tx,
      UUID id,
      NewFile file,
      String cleanName,
      FileType type,
      byte[] sha256,
      long size,
      ContentKey key,
      UUID blob,
      Instant now) {
    return tx.preparedQuery(
            """
            insert into uploaded_file as f
              (id, purpose, subject_id, place, user_id, organization_id, branch_id, file_name, file_type,
               size, sha256, key_id, blob_id, state, next_try_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'queued', now(), $14)
            returning
            """
                + COLUMNS)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addString(file.purpose().code())
                .addUUID(file.subject())
                .addString(file.place())
                .addUUID(file.user())
                .addUUID(file.organization())
                .addUUID(file.branch())
                .addString(cleanName)
                .addString(type.code())
                .addLong(size)
                .addBuffer(Buffer.buffer(sha256))
                .addUUID(key.id())
                .addUUID(blob)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
        .map(rows -> read(rows.iterator().next()));
  }

  static Future<Optional<UploadedFile>> find(SqlClient db, UUID id) {
    return db.preparedQuery("select " + COLUMNS + " from uploaded_file f where f.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(FileStore::read));
  }

  static Future<List<UploadedFile>> ofSubjects(SqlClient db, Collection<UUID> subjects) {
    return db.preparedQuery(
            "select "
                + COLUMNS
                + " from uploaded_file f where f.subject_id = any($1) order by f.created_at, f.id")
        .execute(Tuple.of(subjects.toArray(UUID[]::new)))
        .map(FileStore::all);
  }

  /** Takes the row away unless a scan is in hand; false if one is, or if it is gone. */
  static Future<Boolean> delete(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            "delete from uploaded_file where id = $1 and state not in ('queued', 'scanning')")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Rows and keys of everything that was sent for this. */
  static Future<Void> forget(SqlClient tx, UUID subject) {
    return tx.preparedQuery(
            """
            with gone as (delete from uploaded_file where subject_id = $1 returning key_id)
            delete from envelope_key where id in (select key_id from gone)
            """)
        .execute(Tuple.of(subject))
        .mapEmpty();
  }

  /** The oldest file that is due, now ours. */
  static Future<Optional<Claim>> claim(SqlClient db, Duration lease) {
    return db.preparedQuery(
            """
            with due as (
              select id from uploaded_file
              where parked_at is null
                and ((state in ('queued', 'waiting') and next_try_at <= now())
                  or (state = 'scanning' and lease_until < now()))
              order by created_at, id limit 1
              for update skip locked)
            update uploaded_file f
            set state = 'scanning', fence = f.fence + 1, attempts = f.attempts + 1,
                lease_until = now() + $1 * interval '1 ms'
            from due where f.id = due.id
            returning
            """
                + COLUMNS)
        .execute(Tuple.of(lease.toMillis()))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Claim(
                                read(row), row.getLong("fence"), row.getInteger("attempts"))));
  }

  static Future<Boolean> renew(SqlClient db, Claim claim, Duration lease) {
    return db.preparedQuery(
            """
            update uploaded_file set lease_until = now() + $3 * interval '1 ms'
            where id = $1 and fence = $2 and state = 'scanning'
            """)
        .execute(Tuple.of(claim.file().id(), claim.fence(), lease.toMillis()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The last word on a file; false where the file is gone or somebody else has it. */
  static Future<Boolean> settle(
      SqlClient tx,
      Claim claim,
      FileState state,
      @Nullable String finding,
      int pages,
      boolean scanned,
      Instant now) {
    return tx.preparedQuery(
            """
            update uploaded_file
            set state = $3, finding = $4, pages = $5, scanned = $6, settled_at = $7, lease_until = null,
                last_error = null, parked_at = null
            where id = $1 and fence = $2 and state = 'scanning'
            """)
        .execute(
            Tuple.of(
                claim.file().id(),
                claim.fence(),
                state.code(),
                finding,
                pages,
                scanned,
                now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** No verdict, for this reason: to be tried again after that pause. */
  static Future<Boolean> putBack(SqlClient db, Claim claim, String code, Duration pause) {
    return db.preparedQuery(
            """
            update uploaded_file
            set state = 'waiting', lease_until = null, last_error = $4,
                next_try_at = now() + $3 * interval '1 ms'
            where id = $1 and fence = $2 and state = 'scanning'
            """)
        .execute(Tuple.of(claim.file().id(), claim.fence(), pause.toMillis(), code))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The scanner is away: what is queued for a while waits from now on. */
  static Future<List<UploadedFile>> allWait(SqlClient db) {
    return db.query(
            """
            update uploaded_file f set state = 'waiting', last_error = 'scanner-away'
            where (state = 'queued' and next_try_at < now() - interval '500 ms')
               or (state = 'scanning' and lease_until < now())
            returning
            """
                + COLUMNS)
        .execute()
        .map(FileStore::all);
  }

  private static List<UploadedFile> all(RowSet<Row> rows) {
    var files = new ArrayList<UploadedFile>();
    rows.forEach(row -> files.add(read(row)));
    return files;
  }

  private static UploadedFile read(Row row) {
    return new UploadedFile(
        row.getUUID("id"),
        Purpose.of(row.getString("purpose")),
        row.getUUID("subject_id"),
        row.getString("place"),
        row.getUUID("user_id"),
        row.getUUID("organization_id"),
        row.getUUID("branch_id"),
        row.getString("file_name"),
        FileType.of(row.getString("file_type")),
        row.getLong("size"),
        FileState.of(row.getString("state")),
        row.getString("finding"),
        row.getInteger("pages"),
        row.getBoolean("scanned"),
        row.getUUID("key_id"),
        row.getUUID("blob_id"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
