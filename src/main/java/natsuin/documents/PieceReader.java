package natsuin.documents;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;

/**
 * Reads a file piece by piece, so that 50 MB need one megabyte of memory. The last piece is handed
 * over only once all of them together have the digest on record: whoever received it has received
 * what was kept. One piece at a time: ask for the next when the one before has come.
 */
public final class PieceReader {
  private final UUID id;
  private final List<Blob> parts;
  private final List<BlobReader> readers;
  private final byte[] sha256;
  private final MessageDigest digest = Sha256.fresh();
  private int part;

  PieceReader(SqlClient client, ContentKey key, UUID id, List<Blob> parts, byte[] sha256) {
    this.id = id;
    this.parts = parts;
    this.readers = parts.stream().map(blob -> new BlobReader(client, key, blob)).toList();
    this.sha256 = sha256;
  }

  /** Bytes in all. */
  public long size() {
    return parts.stream().mapToLong(Blob::size).sum();
  }

  /** SHA-256 of all bytes, as recorded. */
  public byte[] sha256() {
    return sha256.clone();
  }

  /** Whether a piece is left. */
  public boolean hasNext() {
    return part < readers.size();
  }

  /**
   * The next piece, at most a megabyte; fails with {@link DamagedDocumentException} if what is
   * stored is not what was stored.
   */
  public Future<byte[]> next() {
    var reader = readers.get(part);
    var piece = reader.next();
    if (!reader.hasNext()) {
      part++;
    }
    boolean last = !hasNext();
    return piece.map(bytes -> counted(bytes, last));
  }

  private byte[] counted(byte[] piece, boolean last) {
    digest.update(piece);
    if (last && !MessageDigest.isEqual(digest.digest(), sha256)) {
      throw new DamagedDocumentException(id, "digest differs from the record");
    }
    return piece;
  }
}
