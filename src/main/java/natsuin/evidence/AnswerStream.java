package natsuin.evidence;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An answer as a stream, no faster than it is taken, with little in memory. On a virtual thread;
 * writing throws when the reader has gone, takes too long over a piece, or over all of it.
 */
final class AnswerStream extends OutputStream {
  private static final int PIECE = 64 << 10;

  private static final long PATIENCE_MS = 20_000;

  private final HttpServerResponse response;
  private final long endNanos;
  private Buffer piece = Buffer.buffer(PIECE);

  AnswerStream(HttpServerResponse response, Duration within) {
    this.response = response;
    this.endNanos = System.nanoTime() + within.toNanos();
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
      long left =
          Math.min(PATIENCE_MS, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
      response.write(full).timeout(Math.max(1, left), TimeUnit.MILLISECONDS).await();
    }
  }
}
