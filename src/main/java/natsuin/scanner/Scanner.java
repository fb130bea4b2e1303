package natsuin.scanner;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door: clamd over TCP or a Unix socket, a connection for each scan. Before it is trusted, and
 * every minute again, it has to find the test virus: one that finds nothing is as good as away.
 */
public final class Scanner {
  private static final Logger LOG = LoggerFactory.getLogger(Scanner.class);
  private static final int CONNECT_WITHIN_MS = 3000;
  private static final Duration TRUSTED_FOR = Duration.ofMinutes(1);
  private static final Duration HEARS_SOON = Duration.ofSeconds(5);
  private static final Duration DISTRUSTED_FOR = Duration.ofMillis(800);

  /** The EICAR test file, in two halves so that no scanner takes our own program for it. */
  private static final byte[] TEST_VIRUS =
      ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
          .getBytes(StandardCharsets.US_ASCII);

  private record Proof(boolean good, Instant at) {}

  private final Vertx vertx;
  private final NetClient client;
  private final SocketAddress address;
  private final Duration patience;
  private final InstantSource clock;
  private @Nullable Future<Boolean> asking;
  private volatile Proof proof = new Proof(false, Instant.MIN);

  /** The scanner of this configuration, which must name one. */
  public Scanner(Vertx vertx, ScannerConfiguration configuration, InstantSource clock) {
    this.vertx = vertx;
    this.address = ScannerAddress.parse(configuration.address());
    this.patience = configuration.answerWithin();
    this.clock = clock;
    this.client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_WITHIN_MS));
  }

  /** Scans; never fails: whatever goes wrong is {@link ScanVerdict.NoVerdict}. */
  public Future<ScanVerdict> scan(ScanContent content) {
    return converse(content, patience)
        .onSuccess(
            verdict -> {
              if (verdict instanceof ScanVerdict.NoVerdict none) {
                LOG.warn("No verdict of clamd: it {}", none.why());
                proof = new Proof(false, Instant.MIN);
              }
            });
  }

  private Future<ScanVerdict> converse(ScanContent content, Duration within) {
    return client
        .connect(address)
        .compose(socket -> new Conversation(vertx, socket, content, within).run())
        .otherwise(away -> new ScanVerdict.NoVerdict("cannot be reached: " + away.getMessage()));
  }

  /** Whether it is there and finds the test virus; never fails. */
  public Future<Boolean> proved() {
    var known = proof;
    Instant now = clock.instant();
    Duration holds = known.good() ? TRUSTED_FOR : DISTRUSTED_FOR;
    if (known.at().isAfter(Instant.MIN) && now.isBefore(known.at().plus(holds))) {
      return Future.succeededFuture(known.good());
    }
    synchronized (this) {
      if (asking == null) {
        asking = prove(known);
        asking.onComplete(answered -> forgetQuestion());
      }
      return asking;
    }
  }

  /** Many may want to know at the same time; clamd is asked once. */
  private Future<Boolean> prove(Proof known) {
    return converse(
            ScanContent.of(TEST_VIRUS), patience.compareTo(HEARS_SOON) < 0 ? patience : HEARS_SOON)
        .map(
            verdict -> {
              boolean good = verdict instanceof ScanVerdict.Infected;
              if (good != known.good()) {
                say(verdict);
              }
              proof = new Proof(good, clock.instant());
              return good;
            });
  }

  private synchronized void forgetQuestion() {
    asking = null;
  }

  private static void say(ScanVerdict verdict) {
    switch (verdict) {
      case ScanVerdict.Infected found -> LOG.info("clamd is there and finds the test virus");
      case ScanVerdict.NoVerdict none -> LOG.warn("clamd {}; files wait", none.why());
      case ScanVerdict.Clean lies ->
          LOG.error("clamd does not find the test virus: its signatures are no good; files wait");
      case ScanVerdict.NotWhole odd -> LOG.error("clamd calls the test virus {}", odd.name());
    }
  }

  /** Closes what is left open. */
  public Future<Void> close() {
    return client.close();
  }
}
