package natsuin.scanner;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One clamd over TCP, TLS or a Unix socket, a connection for each scan. Before it is trusted, and
 * every minute again, it has to find the test virus: one that finds nothing is as good as away.
 */
final class Clamd {
  private static final Logger LOG = LoggerFactory.getLogger(Clamd.class);
  private static final int CONNECT_WITHIN_MS = 3000;
  private static final Duration TRUSTED_FOR = Duration.ofMinutes(1);
  static final Duration HEARS_SOON = Duration.ofSeconds(5);
  private static final Duration DISTRUSTED_FOR = Duration.ofMillis(800);

  /** The EICAR test file, in two halves so that no scanner takes our own program for it. */
  private static final byte[] TEST_VIRUS =
      ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
          .getBytes(StandardCharsets.US_ASCII);

  private record Proof(boolean good, Instant at) {}

  private final Vertx vertx;
  private final NetClient client;
  private final String name;
  private final ScannerAddress address;
  private final Duration patience;
  private final InstantSource clock;
  private final AtomicInteger underWay = new AtomicInteger();
  private @Nullable Future<Boolean> asking;
  private volatile Proof proof = new Proof(false, Instant.MIN);

  Clamd(Vertx vertx, String address, ScannerConfiguration configuration, InstantSource clock) {
    this.vertx = vertx;
    this.name = address;
    this.address = ScannerAddress.parse(address);
    this.patience = configuration.answerWithin();
    this.clock = clock;
    this.client = vertx.createNetClient(options(this.address, configuration));
  }

  static NetClientOptions options(ScannerAddress address, ScannerConfiguration configuration) {
    var options = new NetClientOptions().setConnectTimeout(CONNECT_WITHIN_MS);
    if (address.tls()) {
      options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      if (!configuration.tlsCaFile().isEmpty()) {
        options.setTrustOptions(new PemTrustOptions().addCertPath(configuration.tlsCaFile()));
      }
    }
    return options;
  }

  /** Scans that are under way here. */
  int load() {
    return underWay.get();
  }

  /** Scans; never fails: whatever goes wrong is {@link ScanVerdict.NoVerdict}. */
  Future<ScanVerdict> scan(ScanContent content) {
    underWay.incrementAndGet();
    return converse(content, patience)
        .onComplete(
            done -> {
              underWay.decrementAndGet();
              if (done.result() instanceof ScanVerdict.NoVerdict none) {
                LOG.warn("No verdict of clamd at {}: it {}", name, none.why());
                proof = new Proof(false, Instant.MIN);
              }
            });
  }

  private Future<ScanVerdict> converse(ScanContent content, Duration within) {
    return client
        .connect(address.socket())
        .compose(socket -> new Conversation(vertx, socket, content, within).run())
        .otherwise(away -> new ScanVerdict.NoVerdict("cannot be reached: " + away.getMessage()));
  }

  /** Whether it is there and finds the test virus; never fails. */
  Future<Boolean> proved() {
    var known = proof;
    Instant now = clock.instant();
    Duration holds = known.good() ? TRUSTED_FOR : DISTRUSTED_FOR;
    if (known.at().isAfter(Instant.MIN) && now.isBefore(known.at().plus(holds))) {
      return Future.succeededFuture(known.good());
    }
    synchronized (this) {
      if (asking != null) {
        return asking;
      }
      var asked = prove(known);
      asking = asked;
      asked.onComplete(answered -> forgetQuestion()); // at once where the client is closed
      return asked;
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

  private void say(ScanVerdict verdict) {
    switch (verdict) {
      case ScanVerdict.Infected found ->
          LOG.info("clamd at {} is there and finds the test virus", name);
      case ScanVerdict.NoVerdict none -> LOG.warn("clamd at {} {}", name, none.why());
      case ScanVerdict.Clean lies ->
          LOG.error("clamd at {} does not find the test virus: its signatures are no good", name);
      case ScanVerdict.NotWhole odd ->
          LOG.error("clamd at {} calls the test virus {}", name, odd.name());
    }
  }

  Future<Void> close() {
    return client.close();
  }
}
