package natsuin.evidence;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.OutputStream;

/**
 * An answer as a stream, no faster than it is taken, with little in memory. On a virtual thread;
 * writing throws when the reader has gone.
 */
final class AnswerStream extends OutputStream {
  private static final int PIECE = 64 << 10;

  private final HttpServerResponse response;
  private Buffer piece = Buffer.buffer(PIECE);

  AnswerStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int b) {
    piece.appendByte((byte) b);
    sendWhenFull();
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    piece.appendBytes(bytes, from, length);
    sendWhenFull();
  }

  private void sendWhenFull() {
    if (piece.length() >= PIECE) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (piece.length() > 0) {
      Buffer full = piece;
      piece = Buffer.buffer(PIECE);
      response.write(full).await();
    }
  }
}
