package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.documents.PieceReader;
import natsuin.kernel.Actor;
import natsuin.kernel.Ids;
import natsuin.pg.Database;

/** Uploads: their rows, and their bytes under a key of their own until a contract takes them. */
final class UploadStore {
  private final Database database;
  private final DocumentStore documents;
  private final ContentKeyStore keys;
  private final InstantSource clock;

  UploadStore(
      Database database, DocumentStore documents, ContentKeyStore keys, InstantSource clock) {
    this.database = database;
    this.documents = documents;
    this.keys = keys;
    this.clock = clock;
  }

  /** Keeps a file; answers its identifier. */
  Future<UUID> keep(Actor.Staff staff, String fileName, int pages, byte[] content, byte[] sha256) {
    var id = Ids.next(clock);
    return database.tx(
        tx ->
            keys.create(tx, "upload", id)
                .compose(
                    key ->
                        documents
                            .keepFile(tx, key, content, sha256)
                            .compose(
                                blob ->
                                    insert(
                                        tx,
                                        new Upload(
                                            id,
                                            staff.id(),
                                            staff.branch(),
                                            fileName,
                                            pages,
                                            key.id(),
                                            blob))))
                .map(id));
  }

  private Future<Void> insert(SqlClient tx, Upload upload) {
    return tx.preparedQuery(
            """
            insert into upload
              (id, staff_id, branch_id, file_name, pages, key_id, blob_id, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """)
        .execute(
            Tuple.of(
                upload.id(),
                upload.staff(),
                upload.branch(),
                upload.fileName(),
                upload.pages(),
                upload.key(),
                upload.blob(),
                clock.instant().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** The one of this identifier. */
  Future<Optional<Upload>> find(UUID id) {
    return find(database.client(), List.of(id)).map(found -> found.stream().findFirst());
  }

  /** Those of these that exist. */
  static Future<List<Upload>> find(SqlClient db, Collection<UUID> ids) {
    return db.preparedQuery(
            """
            select id, staff_id, branch_id, file_name, pages, key_id, blob_id
            from upload where id = any($1) and used_at is null
            """)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(UploadStore::upload).toList());
  }

  /** Reads its bytes. */
  Future<PieceReader> read(Upload upload) {
    return documents.readFile(database.client(), upload.blob());
  }

  /** Forgets it: its row, its key and with it its bytes. */
  Future<Void> delete(Upload upload) {
    return database.tx(tx -> take(tx, upload).compose(taken -> erase(tx, upload)));
  }

  /** Takes its row away; false if somebody else has. Its bytes stay until {@link #erase}. */
  Future<Boolean> take(SqlClient tx, Upload upload) {
    return tx.preparedQuery("delete from upload where id = $1")
        .execute(Tuple.of(upload.id()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Destroys its key and with it its bytes. */
  Future<Void> erase(SqlClient tx, Upload upload) {
    return keys.destroy(tx, upload.key());
  }

  /** Forgets all that are older; answers how many. */
  Future<Integer> sweep(Instant before) {
    return database.tx(
        tx ->
            tx.preparedQuery("delete from upload where created_at < $1 returning key_id")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .compose(
                    rows -> {
                      var swept =
                          StreamSupport.stream(rows.spliterator(), false)
                              .map(row -> row.getUUID("key_id"))
                              .toArray(UUID[]::new);
                      return tx.preparedQuery("delete from envelope_key where id = any($1)")
                          .execute(Tuple.of((Object) swept))
                          .map(swept.length);
                    }));
  }

  private static Upload upload(Row row) {
    return new Upload(
        row.getUUID("id"),
        row.getUUID("staff_id"),
        row.getUUID("branch_id"),
        row.getString("file_name"),
        row.getInteger("pages"),
        row.getUUID("key_id"),
        row.getUUID("blob_id"));
  }
}
