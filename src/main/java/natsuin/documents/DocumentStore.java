package natsuin.documents;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import natsuin.kernel.Failure;
import natsuin.pdf.DocumentBytes;

/**
 * The door: documents and their revisions. What writes takes the caller's transaction; what reads
 * takes any client. Documents are appended to, never rewritten.
 */
public final class DocumentStore {
  private final ContentKeyStore keys;
  private final BlobStore blobs;
  private final InstantSource clock;

  /** Documents under these keys. */
  public DocumentStore(ContentKeyStore keys, InstantSource clock) {
    this.keys = keys;
    this.blobs = new BlobStore(clock);
    this.clock = clock;
  }

  /** Keeps a file that belongs to no document yet; answers its identifier. */
  public Future<UUID> keepFile(SqlClient tx, ContentKey key, byte[] content, byte[] sha256) {
    return blobs.keep(tx, key, content, sha256).map(Blob::id);
  }

  /** Reads such a file. */
  public Future<PieceReader> readFile(SqlClient client, UUID file) {
    return BlobStore.find(client, file)
        .compose(
            blob ->
                keys.find(client, blob.key())
                    .map(key -> new PieceReader(client, key, file, List.of(blob), blob.sha256())));
  }

  /**
   * Adds a document whose first revision is a copy of that file under the contract's key; the file
   * itself stays, under its own key.
   */
  public Future<Void> add(SqlClient tx, NewDocument document, UUID file, ContentKey key) {
    return BlobStore.find(tx, file)
        .compose(
            from ->
                keys.find(tx, from.key())
                    .compose(opens -> new DocumentLoader(tx, opens).loadBlob(from))
                    .compose(bytes -> blobs.keep(tx, key, bytes, from.sha256()))
                    .compose(blob -> insert(tx, document, blob)));
  }

  private Future<Void> insert(SqlClient tx, NewDocument document, Blob blob) {
    return tx.preparedQuery(
            """
            insert into document
              (id, contract_id, position, kind, title, file_name, pages, revision, size, sha256)
            values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)
            """)
        .execute(
            Tuple.of(
                document.id(),
                document.contract(),
                document.position(),
                document.kind(),
                document.title(),
                document.fileName(),
                document.pages(),
                blob.size(),
                Buffer.buffer(blob.sha256())))
        .compose(
            done ->
                insertRevision(
                    tx,
                    new Revision(document.id(), 0, blob.size(), blob.sha256(), "upload"),
                    blob.id()));
  }

  /**
   * Appends, if the document still is at the revision that the increment was made upon; answers the
   * new revision's number. Fails with conflict {@code document-changed} otherwise.
   */
  public Future<Integer> append(SqlClient tx, Increment increment) {
    int revision = increment.base() + 1;
    return tx.preparedQuery(
            """
            update document set revision = $3, size = $4, sha256 = $5
            where id = $1 and revision = $2
            """)
        .execute(
            Tuple.of(
                increment.document(),
                increment.base(),
                revision,
                increment.size(),
                Buffer.buffer(increment.sha256())))
        .compose(
            rows ->
                rows.rowCount() == 1
                    ? keyOf(tx, increment.document())
                    : Future.failedFuture(new Failure.Conflict("document-changed").exception()))
        .compose(key -> blobs.keep(tx, key, increment.bytes(), Sha256.of(increment.bytes())))
        .compose(
            blob ->
                insertRevision(
                    tx,
                    new Revision(
                        increment.document(),
                        revision,
                        increment.size(),
                        increment.sha256(),
                        increment.what()),
                    blob.id()))
        .map(revision);
  }

  private Future<Void> insertRevision(SqlClient tx, Revision revision, UUID blob) {
    return tx.preparedQuery(
            """
            insert into document_revision
              (document_id, revision, blob_id, size, sha256, what, created_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.of(
                revision.document(),
                revision.number(),
                blob,
                revision.size(),
                Buffer.buffer(revision.sha256()),
                revision.what(),
                clock.instant().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** The key that all revisions of a document stand under: its first's. */
  private Future<ContentKey> keyOf(SqlClient client, UUID document) {
    return client
        .preparedQuery(
            """
            select b.key_id from document_revision r join blob b on b.id = r.blob_id
            where r.document_id = $1 and r.revision = 0
            """)
        .execute(Tuple.of(document))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.failedFuture(new DamagedDocumentException(document, "is missing"));
              }
              return keys.find(client, rows.iterator().next().getUUID("key_id"));
            });
  }

  /** The service's own record of what the document was, oldest first; empty if there is none. */
  public Future<List<Revision>> revisions(SqlClient client, UUID document) {
    return client
        .preparedQuery(
            """
            select document_id, revision, size, sha256, what from document_revision
            where document_id = $1 order by revision
            """)
        .execute(Tuple.of(document))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::revision).toList());
  }

  private Revision revision(Row row) {
    return new Revision(
        row.getUUID("document_id"),
        row.getInteger("revision"),
        row.getLong("size"),
        row.getBuffer("sha256").getBytes(),
        row.getString("what"));
  }

  /** Reads a document as it was at that revision, piece by piece. */
  public Future<PieceReader> read(SqlClient client, UUID document, int revision) {
    return parts(client, document, revision)
        .compose(
            parts ->
                keyOf(client, document)
                    .map(
                        key ->
                            new PieceReader(client, key, document, parts.blobs(), parts.sha256())));
  }

  /**
   * Reads a document as it was at that revision, whole, for work that needs all of it at once; the
   * first file and the increments stay apart, so no byte is in memory twice.
   */
  public Future<DocumentBytes> load(SqlClient client, UUID document, int revision) {
    return parts(client, document, revision)
        .compose(
            parts ->
                keyOf(client, document)
                    .compose(
                        key ->
                            new DocumentLoader(client, key)
                                .load(document, parts.blobs(), parts.sha256())));
  }

  private record Parts(List<Blob> blobs, byte[] sha256) {}

  private Future<Parts> parts(SqlClient client, UUID document, int revision) {
    return client
        .preparedQuery(
            """
            select r.revision, r.sha256 as whole, b.id, b.key_id, b.size, b.sha256
            from document_revision r join blob b on b.id = r.blob_id
            where r.document_id = $1 and r.revision <= $2 order by r.revision
            """)
        .execute(Tuple.of(document, revision))
        .map(
            rows -> {
              if (rows.size() != revision + 1) {
                throw new DamagedDocumentException(document, "a revision is missing");
              }
              var parts = new ArrayList<Blob>();
              var whole = new byte[0];
              for (var row : rows) {
                parts.add(
                    new Blob(
                        row.getUUID("id"),
                        row.getUUID("key_id"),
                        row.getLong("size"),
                        row.getBuffer("sha256").getBytes()));
                whole = row.getBuffer("whole").getBytes();
              }
              return new Parts(parts, whole);
            });
  }
}
