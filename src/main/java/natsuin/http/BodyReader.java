package natsuin.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import natsuin.kernel.Failure;

/**
 * Takes whole bodies into memory: none larger than the limit, no more at a time than the node can
 * hold, none that stands still or drips, and of one sender no more than leave places for others. A
 * body that breaks off leaves nothing behind.
 */
public final class BodyReader {
  private static final Duration SHORTLY = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 4;
  private static final int MOST_OF_ONE = 2;

  /** What the largest body may take in all follows from this, bytes per second. */
  private static final long RATE = 32 << 10;

  /** Whoever is slower than this is not waited for, bytes per second. */
  private static final long SLOWEST = 4 << 10;

  private final Vertx vertx;
  private final long limit;
  private final Duration patience;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Map<UUID, Integer> taken = new ConcurrentHashMap<>();

  /**
   * A reader for this node.
   *
   * @param limit largest body, bytes
   * @param patience longest time without a single byte
   */
  public BodyReader(Vertx vertx, long limit, Duration patience) {
    this.vertx = vertx;
    this.limit = limit;
    this.patience = patience;
  }

  /**
   * Takes the whole body and uses it; it counts against the node's memory until that is done. Fails
   * as TooLarge, Busy, or Malformed ({@code body-stalled}, {@code body-cut}). On a virtual thread.
   *
   * @param sender who sends it
   */
  public <T> T use(HttpServerRequest request, UUID sender, Function<byte[], T> use) {
    long declared = declared(request);
    boolean tooLarge = declared > limit;
    if (tooLarge || !takePlace(sender)) {
      new Discarding(request).begin();
      throw tooLarge ? tooLarge() : new Failure.Busy(SHORTLY).exception();
    }
    try {
      return use.apply(new Reading(request, (int) declared).read().await());
    } finally {
      leavePlace(sender);
    }
  }

  private boolean takePlace(UUID sender) {
    if (taken.merge(sender, 1, Integer::sum) <= MOST_OF_ONE && places.tryAcquire()) {
      return true;
    }
    forget(sender);
    return false;
  }

  private void leavePlace(UUID sender) {
    forget(sender);
    places.release();
  }

  private void forget(UUID sender) {
    taken.computeIfPresent(sender, (who, count) -> count == 1 ? null : count - 1);
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
    private byte[] body;
    private int length;
    private int seen = -1;
    private long looks;

    Reading(HttpServerRequest request, int declared) {
      this.request = request;
      this.body = new byte[declared];
    }

    /**
     * Whoever was sent a body may have gone while the session was looked up: nobody tells later.
     */
    Future<byte[]> read() {
      if (request.isEnded()) {
        whole.complete(new byte[0]);
      } else if (request.response().closed()) {
        cut();
      } else {
        long watch = vertx.setPeriodic(patience.toMillis(), timer -> look());
        whole.future().onComplete(done -> vertx.cancelTimer(watch));
        request.endHandler(end -> whole.tryComplete(exact()));
        request.exceptionHandler(broken -> cut());
        request.response().closeHandler(closed -> cut());
        request.handler(this::take);
        request.resume();
      }
      return whole.future();
    }

    private void cut() {
      whole.tryFail(new Failure.Malformed("body-cut").exception());
    }

    private void take(Buffer piece) {
      if (length + (long) piece.length() > limit) {
        body = new byte[0];
        whole.tryFail(tooLarge());
        new Discarding(request).begin();
        return;
      }
      if (length + piece.length() > body.length) {
        long doubled = Math.max(2L * body.length, length + (long) piece.length());
        body = Arrays.copyOf(body, (int) Math.min(limit, doubled));
      }
      piece.getBytes(body, length);
      length += piece.length();
    }

    /** The array itself where the length was declared rightly. */
    private byte[] exact() {
      return length == body.length ? body : Arrays.copyOf(body, length);
    }

    /** The first bytes have a look longer than the rest. */
    private void look() {
      long millis = looks++ * patience.toMillis();
      boolean drips = length < SLOWEST * millis / 1000 || millis > limit * 1000 / RATE;
      if (length == seen || drips) {
        whole.tryFail(new Failure.Malformed("body-stalled").exception());
        new Discarding(request).begin();
      }
      seen = length;
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
