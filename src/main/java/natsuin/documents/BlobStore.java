package natsuin.documents;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import natsuin.kernel.Ids;
import natsuin.vault.ContentCipher;

/** Rows of encrypted pieces. */
final class BlobStore {
  private final InstantSource clock;

  BlobStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Encrypts and keeps these bytes; of their ciphertext one piece at a time is in memory. */
  Future<Blob> keep(SqlClient tx, ContentKey key, byte[] content, byte[] sha256) {
    var blob = new Blob(Ids.next(clock), key.id(), content.length, sha256);
    var cipher = new ContentCipher(key.key(), blob.id());
    return insert(tx, blob).compose(done -> keepFrom(tx, cipher, blob, content, 0));
  }

  private Future<Blob> keepFrom(
      SqlClient tx, ContentCipher cipher, Blob blob, byte[] content, int n) {
    if (n == blob.chunks()) {
      return Future.succeededFuture(blob);
    }
    return tx.preparedQuery("insert into blob_chunk (blob_id, n, ciphertext) values ($1, $2, $3)")
        .execute(Tuple.of(blob.id(), n, Buffer.buffer(cipher.encryptChunk(content, n))))
        .compose(done -> keepFrom(tx, cipher, blob, content, n + 1));
  }

  private Future<Void> insert(SqlClient tx, Blob blob) {
    return tx.preparedQuery(
            """
            insert into blob (id, key_id, size, sha256, created_at)
            values ($1, $2, $3, $4, $5)
            """)
        .execute(
            Tuple.of(
                blob.id(),
                blob.key(),
                blob.size(),
                Buffer.buffer(blob.sha256()),
                clock.instant().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** One piece as it is stored. */
  static Future<byte[]> chunk(SqlClient client, UUID blob, int n) {
    return client
        .preparedQuery("select ciphertext from blob_chunk where blob_id = $1 and n = $2")
        .execute(Tuple.of(blob, n))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new DamagedDocumentException(blob, "piece " + n + " is missing");
              }
              return rows.iterator().next().getBuffer("ciphertext").getBytes();
            });
  }

  /** What is known of it without opening it. */
  static Future<Blob> find(SqlClient client, UUID id) {
    return client
        .preparedQuery("select key_id, size, sha256 from blob where id = $1")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new DamagedDocumentException(id, "is missing");
              }
              var row = rows.iterator().next();
              return new Blob(
                  id,
                  row.getUUID("key_id"),
                  row.getLong("size"),
                  row.getBuffer("sha256").getBytes());
            });
  }
}
