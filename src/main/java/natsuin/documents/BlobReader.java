package natsuin.documents;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import natsuin.vault.ContentCipher;
import natsuin.vault.ContentReader;
import natsuin.vault.VaultException;

/** Reads one blob piece by piece, in order, each decrypted and found in its place. */
final class BlobReader {
  private final SqlClient client;
  private final Blob blob;
  private final ContentReader reader;
  private int n;
  private long read;

  BlobReader(SqlClient client, ContentKey key, Blob blob) {
    this.client = client;
    this.blob = blob;
    this.reader = new ContentCipher(key.key(), blob.id()).reader();
  }

  boolean hasNext() {
    return n < blob.chunks();
  }

  Future<byte[]> next() {
    int number = n++;
    boolean last = !hasNext();
    return BlobStore.chunk(client, blob.id(), number)
        .map(ciphertext -> open(ciphertext, number, last));
  }

  private byte[] open(byte[] ciphertext, int number, boolean last) {
    byte[] piece;
    try {
      piece = reader.next(ciphertext, last);
    } catch (VaultException altered) {
      throw new DamagedDocumentException(blob.id(), "piece " + number + " is altered");
    }
    read += piece.length;
    if (read > blob.size() || (last && read != blob.size())) {
      throw new DamagedDocumentException(blob.id(), "has another size than recorded");
    }
    return piece;
  }
}
