package natsuin.scanner;

import io.vertx.core.Future;

/** Bytes to be scanned, piece by piece; the next is asked for when the one before is sent. */
public interface ScanContent {
  /** Whether a piece is left. */
  boolean hasNext();

  /** The next piece. */
  Future<byte[]> next();

  /** All of it in one piece. */
  static ScanContent of(byte[] bytes) {
    return new ScanContent() {
      private boolean left = true;

      @Override
      public boolean hasNext() {
        return left;
      }

      @Override
      public Future<byte[]> next() {
        left = false;
        return Future.succeededFuture(bytes);
      }
    };
  }
}
