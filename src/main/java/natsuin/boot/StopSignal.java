package natsuin.boot;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal to stop (SIGTERM, SIGINT), listened for from before the start on: one that comes in
 * the middle of it takes effect when the start has come to its end, so that no server of ours stays
 * behind. Closed where the start failed, which cleans up by itself.
 *
 * @param <T> what is started
 */
public final class StopSignal<T extends AutoCloseable> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
  private static final int LONGEST_START_SECONDS = 60;

  private final CompletableFuture<T> started = new CompletableFuture<>();

  /** Listens from now on. */
  public StopSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  /** What the signal stops from now on. */
  public T started(T running) {
    started.complete(running);
    return running;
  }

  /** Blocks for good: the process ends when the signal has been obeyed. */
  public void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public void close() {
    started.cancel(false);
  }

  private void stop() {
    try {
      started.get(LONGEST_START_SECONDS, TimeUnit.SECONDS).close();
    } catch (CancellationException refused) {
      LOG.debug("There was nothing to stop");
    } catch (TimeoutException e) {
      LOG.warn("Stopped in the middle of a start");
    } catch (Exception e) {
      LOG.warn("Not everything stopped", e);
    }
  }
}
