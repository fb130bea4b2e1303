package natsuin.contracts;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import natsuin.documents.PieceReader;

/** Sends PDFs: never guessed at, never run, never kept by anybody but the reader's own browser. */
final class PdfAnswer {
  private PdfAnswer() {}

  static String etag(String sha256) {
    return "\"" + sha256 + "\"";
  }

  /** The headers of a PDF. */
  static HttpServerResponse head(HttpServerResponse response, String fileName, boolean download) {
    return response
        .putHeader("Content-Type", "application/pdf")
        .putHeader("Content-Disposition", FileNames.disposition(download, fileName))
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "private, no-cache");
  }

  /**
   * All of it, no faster than it is taken. Returns when the last byte is written, throws when the
   * reader has gone or the stored bytes are not what they were: the last piece is held back until
   * the whole is known to be right, so that a damaged file never arrives complete.
   */
  static void send(HttpServerResponse response, PieceReader pieces) {
    response.putHeader("Content-Length", Long.toString(pieces.size()));
    write(response, pieces);
    response.end().await();
  }

  /**
   * The same to a reader whose first reading this is: recorded when the last byte is written and
   * before the reader can know that it was the last, so that he may tick at once. Hence no length.
   */
  static void send(HttpServerResponse response, PieceReader pieces, Runnable delivered) {
    response.setChunked(true);
    write(response, pieces);
    delivered.run();
    response.end().await();
  }

  private static void write(HttpServerResponse response, PieceReader pieces) {
    while (pieces.hasNext()) {
      response.write(Buffer.buffer(pieces.next().await())).await();
    }
  }
}
