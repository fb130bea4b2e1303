package natsuin.scanner;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The door: one clamd or several that stand in for each other. A scan goes to the one with the
 * fewest under way among those that find the test virus; without a verdict there it goes to one
 * other, from its first byte. Not to all of them: a file that brings one down must not bring the
 * others down with it.
 */
public final class Scanner {
  private static final int TRIES = 2;

  private final List<Clamd> pool;

  /** The scanners of this configuration, which must name one. */
  public Scanner(Vertx vertx, ScannerConfiguration configuration, InstantSource clock) {
    this.pool =
        configuration.addresses().stream()
            .map(address -> new Clamd(vertx, address, configuration, clock))
            .toList();
  }

  /**
   * Scans; whatever goes wrong with a scanner is {@link ScanVerdict.NoVerdict}.
   *
   * @param content gives the same bytes from the first one again each time it is asked; where it
   *     fails, so does the scan
   */
  public Future<ScanVerdict> scan(Supplier<Future<ScanContent>> content) {
    var order = pool.stream().sorted(Comparator.comparingInt(Clamd::load)).toList();
    return scan(content, order, TRIES, new ScanVerdict.NoVerdict("is not there or finds nothing"));
  }

  private static Future<ScanVerdict> scan(
      Supplier<Future<ScanContent>> content, List<Clamd> left, int tries, ScanVerdict last) {
    if (left.isEmpty() || tries == 0) {
      return Future.succeededFuture(last);
    }
    var clamd = left.getFirst();
    var others = left.subList(1, left.size());
    return clamd
        .proved()
        .compose(
            good ->
                good
                    ? content
                        .get()
                        .compose(clamd::scan)
                        .compose(
                            verdict ->
                                verdict instanceof ScanVerdict.NoVerdict
                                    ? scan(content, others, tries - 1, verdict)
                                    : Future.succeededFuture(verdict))
                    : scan(content, others, tries, last));
  }

  /** Whether one is there that finds the test virus; never fails. */
  public Future<Boolean> proved() {
    return Future.any(pool.stream().map(Scanner::proof).toList()).map(true).otherwise(false);
  }

  private static Future<Void> proof(Clamd clamd) {
    return clamd
        .proved()
        .compose(
            good -> good ? Future.succeededFuture() : Future.failedFuture("is not to be trusted"));
  }

  /** Closes what is left open. */
  public Future<Void> close() {
    return Future.join(pool.stream().map(Clamd::close).toList()).mapEmpty();
  }
}
