package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per request: no query, no address, no name, nothing that says who it was. */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("natsuin.access");

  /** Asked every few seconds by machines; their lines would bury the others. */
  private static final Set<String> MACHINES =
      Set.of("/health/live", "/health/ready", "/health/traffic", "/metrics");

  private AccessLog() {}

  /**
   * Writes the line when the answer has gone.
   *
   * @param asPart keeps the line a part of the request's trace, which is over by then
   */
  public static void write(RoutingContext context, UnaryOperator<Runnable> asPart) {
    if (MACHINES.contains(context.request().path())) {
      context.next();
      return;
    }
    long start = System.nanoTime();
    Runnable line =
        asPart.apply(
            () ->
                LOG.info(
                    "{} {} {} {} ms id={}",
                    context.request().method(),
                    printable(context.request().path()),
                    context.response().getStatusCode(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                    RequestId.of(context)));
    context.addEndHandler(end -> line.run());
    context.next();
  }

  /** A path cannot forge a second line. */
  private static String printable(String path) {
    String safe = path.replaceAll("[^\\x21-\\x7e]", "?");
    return safe.length() > 200 ? safe.substring(0, 200) : safe;
  }
}
