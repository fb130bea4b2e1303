package natsuin.documents;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.pdf.DocumentBytes;

/** Reads all parts of one document into memory and checks them against the record. */
final class DocumentLoader {
  private final SqlClient client;
  private final ContentKey key;

  DocumentLoader(SqlClient client, ContentKey key) {
    this.client = client;
    this.key = key;
  }

  Future<DocumentBytes> load(UUID document, List<Blob> parts, byte[] sha256) {
    return loadParts(parts, new ArrayList<>()).map(bytes -> checked(document, bytes, sha256));
  }

  private Future<List<byte[]>> loadParts(List<Blob> parts, List<byte[]> loaded) {
    if (loaded.size() == parts.size()) {
      return Future.succeededFuture(loaded);
    }
    return loadBlob(parts.get(loaded.size()))
        .compose(
            bytes -> {
              loaded.add(bytes);
              return loadParts(parts, loaded);
            });
  }

  /** All bytes of one blob, in an array of just that size. */
  Future<byte[]> loadBlob(Blob blob) {
    var into = new byte[Math.toIntExact(blob.size())];
    return loadPieces(new BlobReader(client, key, blob), into, 0).map(into);
  }

  private Future<Void> loadPieces(BlobReader reader, byte[] into, int at) {
    if (!reader.hasNext()) {
      return Future.succeededFuture();
    }
    return reader
        .next()
        .compose(
            piece -> {
              System.arraycopy(piece, 0, into, at, piece.length);
              return loadPieces(reader, into, at + piece.length);
            });
  }

  private static DocumentBytes checked(UUID document, List<byte[]> parts, byte[] sha256) {
    var bytes = DocumentBytes.of(parts.removeFirst(), parts.toArray(byte[][]::new));
    if (!MessageDigest.isEqual(bytes.sha256(), sha256)) {
      throw new DamagedDocumentException(document, "digest differs from the record");
    }
    return bytes;
  }
}
