package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import natsuin.kernel.Failure;

/**
 * Takes whole bodies into memory: none larger than the limit, no more at a time than the node can
 * hold, none that stands still. A body that breaks off leaves nothing behind.
 */
final class BodyReader {
  private static final Duration SHORTLY = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 4;

  private final Vertx vertx;
  private final long limit;
  private final Duration patience;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * A reader for this node.
   *
   * @param limit largest body, bytes
   * @param patience longest time without a single byte
   */
  BodyReader(Vertx vertx, long limit, Duration patience) {
    this.vertx = vertx;
    this.limit = limit;
    this.patience = patience;
  }

  /**
   * The whole body; fails as TooLarge, Busy, or Malformed ({@code body-stalled}, {@code body-cut}).
   */
  Future<byte[]> read(HttpServerRequest request) {
    boolean tooLarge = declared(request) > limit;
    if (tooLarge || !places.tryAcquire()) {
      new Discarding(request).begin();
      return Future.failedFuture(tooLarge ? tooLarge() : new Failure.Busy(SHORTLY).exception());
    }
    var reading = new Reading(request);
    reading.whole.future().onComplete(done -> places.release());
    reading.begin();
    return reading.whole.future();
  }

  private static long declared(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      throw new Failure.Malformed("malformed-request").exception();
    }
  }

  private RuntimeException tooLarge() {
    return new Failure.TooLarge("too-large", limit).exception();
  }

  /** One body on its way in. */
  private final class Reading {
    private final HttpServerRequest request;
    private final Promise<byte[]> whole = Promise.promise();
    private Buffer body = Buffer.buffer();
    private int seen = -1;

    Reading(HttpServerRequest request) {
      this.request = request;
    }

    /**
     * Whoever was sent a body may have gone while the session was looked up: nobody tells later.
     */
    void begin() {
      if (request.isEnded()) {
        whole.complete(new byte[0]);
      } else if (request.response().closed()) {
        cut();
      } else {
        long watch = vertx.setPeriodic(patience.toMillis(), timer -> look());
        whole.future().onComplete(done -> vertx.cancelTimer(watch));
        request.endHandler(end -> whole.tryComplete(body.getBytes()));
        request.exceptionHandler(broken -> cut());
        request.response().closeHandler(closed -> cut());
        request.handler(this::take);
        request.resume();
      }
    }

    private void cut() {
      whole.tryFail(new Failure.Malformed("body-cut").exception());
    }

    private void take(Buffer piece) {
      if (body.length() + (long) piece.length() > limit) {
        body = Buffer.buffer();
        whole.tryFail(tooLarge());
        new Discarding(request).begin();
      } else {
        body.appendBuffer(piece);
      }
    }

    private void look() {
      if (body.length() == seen) {
        whole.tryFail(new Failure.Malformed("body-stalled").exception());
        new Discarding(request).begin();
      }
      seen = body.length();
    }
  }

  /**
   * What still comes of a body that was refused: read and forgotten, so that the sender reads the
   * answer instead of a broken line; but not for ever.
   */
  private final class Discarding {
    private final HttpServerRequest request;
    private long left = 2 * limit;

    Discarding(HttpServerRequest request) {
      this.request = request;
    }

    void begin() {
      if (request.isEnded() || request.response().closed()) {
        return;
      }
      long end = vertx.setTimer(patience.toMillis(), timer -> request.connection().close());
      request.exceptionHandler(broken -> vertx.cancelTimer(end));
      request.endHandler(ended -> vertx.cancelTimer(end));
      request.handler(this::forget);
      request.resume();
    }

    private void forget(Buffer piece) {
      left -= piece.length();
      if (left < 0) {
        request.connection().close();
      }
    }
  }
}
