package natsuin.uploads;

import io.vertx.core.Future;
import java.util.Objects;
import natsuin.documents.PieceReader;
import natsuin.scanner.ScanContent;

/** The plain bytes of a file, from its encrypted pieces. */
final class Bytes {
  private Bytes() {}

  static Future<byte[]> of(Uploads.Tools tools, UploadedFile file) {
    return pieces(tools, file)
        .compose(pieces -> all(pieces, new byte[Math.toIntExact(file.size())], 0));
  }

  private static Future<byte[]> all(PieceReader pieces, byte[] into, int at) {
    if (!pieces.hasNext()) {
      return Future.succeededFuture(into);
    }
    return pieces
        .next()
        .compose(
            piece -> {
              System.arraycopy(piece, 0, into, at, piece.length);
              return all(pieces, into, at + piece.length);
            });
  }

  /** For the scanner: the last piece comes only when the whole is what was kept. */
  static Future<ScanContent> forScan(Uploads.Tools tools, UploadedFile file) {
    return pieces(tools, file)
        .map(
            pieces ->
                new ScanContent() {
                  @Override
                  public boolean hasNext() {
                    return pieces.hasNext();
                  }

                  @Override
                  public Future<byte[]> next() {
                    return pieces.next();
                  }
                });
  }

  private static Future<PieceReader> pieces(Uploads.Tools tools, UploadedFile file) {
    return tools
        .documents()
        .readFile(tools.database().client(), Objects.requireNonNull(file.blob()));
  }
}
