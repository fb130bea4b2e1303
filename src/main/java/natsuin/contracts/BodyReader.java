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
 * Takes whole bodies into memory: none larger than the limit, all together no more than the node
 * can hold, none that stands still. A body that breaks off leaves nothing behind.
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
   * The whole body; fails as TooLarge, Busy or Malformed ({@code body-stalled}, {@code body-cut}).
   */
  Future<byte[]> read(HttpServerRequest request) {
    if (declared(request) > limit) {
      return Future.failedFuture(tooLarge());
    }
    if (!places.tryAcquire()) {
      return Future.failedFuture(new Failure.Busy(SHORTLY).exception());
    }
    return new Reading(request).whole().onComplete(done -> places.release());
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
    private final Buffer body = Buffer.buffer();
    private final Promise<byte[]> whole = Promise.promise();
    private int seen = -1;

    Reading(HttpServerRequest request) {
      this.request = request;
    }

    Future<byte[]> whole() {
      request.handler(this::take);
      request.endHandler(end -> whole.tryComplete(body.getBytes()));
      request.exceptionHandler(
          broken -> whole.tryFail(new Failure.Malformed("body-cut").exception()));
      long watch = vertx.setPeriodic(patience.toMillis(), timer -> look());
      request.resume();
      return whole.future().onComplete(done -> vertx.cancelTimer(watch));
    }

    private void take(Buffer piece) {
      if (body.length() + (long) piece.length() > limit) {
        request.pause();
        whole.tryFail(tooLarge());
      } else {
        body.appendBuffer(piece);
      }
    }

    private void look() {
      if (body.length() == seen) {
        request.pause();
        whole.tryFail(new Failure.Malformed("body-stalled").exception());
      }
      seen = body.length();
    }
  }
}
