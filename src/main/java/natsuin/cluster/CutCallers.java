package natsuin.cluster;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators of callers that were no nodes, so seldom that these cannot fill the log. */
final class CutCallers {
  private static final Logger LOG = LoggerFactory.getLogger(CutCallers.class);
  private static final long BETWEEN_NANOS = Duration.ofSeconds(10).toNanos();

  private long untold;
  private long told = System.nanoTime() - BETWEEN_NANOS;

  synchronized void tell(@Nullable InetAddress who, @Nullable String why) {
    untold++;
    long now = System.nanoTime();
    if (now - told >= BETWEEN_NANOS) {
      LOG.warn("{} callers on the cluster port were cut; the last, from {}: {}", untold, who, why);
      untold = 0;
      told = now;
    }
  }
}
