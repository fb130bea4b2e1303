package natsuin.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import natsuin.boot.embedded.AnotherClamd;
import natsuin.boot.embedded.TlsProxy;
import natsuin.scanner.LyingClamd.Lie;
import natsuin.testkit.TlsFiles;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DOC-4, OPS-3: several scanners stand in for each other; one of them by TLS. */
@Timeout(60)
class ScannerPoolIT {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path directory;
  private AnotherClamd first;
  private AnotherClamd second;

  @BeforeEach
  void start() throws IOException {
    first = new AnotherClamd(directory.resolve("first"));
    second = new AnotherClamd(directory.resolve("second"));
  }

  @AfterEach
  void stop() throws IOException {
    first.close();
    second.close();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  @DisplayName(
      "OPS-3: one scanner away: the other scans; both away: no verdict; one back: it scans")
  void oneAway() throws IOException {
    var scanner = scanner("", first.clamd().address(), second.clamd().address());
    assertClean(scanner);
    first.clamd().stop();
    assertClean(scanner);
    second.clamd().stop();
    assertThat(scanner.scan(content(Samples.EICAR, () -> {})).await())
        .isInstanceOf(ScanVerdict.NoVerdict.class);
    first.clamd().restart();
    org.awaitility.Awaitility.await().until(() -> scanner.proved().await());
    assertClean(scanner);
    assertThat(scanner.scan(content(Samples.EICAR, () -> {})).await())
        .isInstanceOf(ScanVerdict.Infected.class);
  }

  @Test
  @DisplayName(
      "OPS-3: a scanner that goes in the middle of a file: the other is given it from its first"
          + " byte")
  void goesInTheMiddle() {
    var begun = new AtomicInteger();
    var scanner = scanner("", first.clamd().address(), second.clamd().address());
    assertThat(scanner.proved().await()).isTrue();
    Supplier<Future<ScanContent>> content =
        content(
            Samples.EICAR,
            () -> {
              if (begun.incrementAndGet() == 1) {
                first.clamd().stop();
              }
            });
    assertThat(scanner.scan(content).await()).isInstanceOf(ScanVerdict.Infected.class);
    assertThat(begun).as("asked for the bytes anew").hasValue(2);
  }

  @Test
  @DisplayName("DOC-4, Attack: a scanner that lies is no verdict, and the honest one has the word")
  void liar() {
    try (var liar = LyingClamd.that(Lie.OK_BEFORE_END)) {
      var scanner = scanner("", liar.address(), second.clamd().address());
      assertThat(scanner.scan(content(Samples.EICAR, () -> {})).await())
          .isInstanceOf(ScanVerdict.Infected.class);
    }
  }

  @Test
  @DisplayName("DOC-4, Attack: a file that brings scanners down meets two of them, not all")
  void bringsDown() {
    try (var one = LyingClamd.that(Lie.CLOSED_LINE);
        var two = LyingClamd.that(Lie.CLOSED_LINE)) {
      var begun = new AtomicInteger();
      var scanner = scanner("", one.address(), two.address(), first.clamd().address());
      var verdict = scanner.scan(content(new byte[100], begun::incrementAndGet)).await();
      assertThat(verdict).isInstanceOf(ScanVerdict.NoVerdict.class);
      assertThat(begun).hasValue(2);
    }
  }

  @Test
  @DisplayName("SEC-2: clamd behind a proxy that ends TLS: certificate and name are checked")
  void byTls() throws IOException {
    var files = TlsFiles.ofLocalhost(directory.resolve("tls"));
    var stranger = TlsFiles.ofLocalhost(directory.resolve("stranger"));
    var elsewhere = TlsFiles.of(directory.resolve("elsewhere"), "dns:elsewhere.example.jp");
    try (var proxy = TlsProxy.before(first.clamd().address(), directory.resolve("proxy"), files);
        var other = TlsProxy.before(first.clamd().address(), directory.resolve("o"), elsewhere)) {
      var scanner = scanner(files.certificate().toString(), proxy.address("localhost"));
      assertClean(scanner);
      assertThat(scanner.scan(content(Samples.EICAR, () -> {})).await())
          .isInstanceOf(ScanVerdict.Infected.class);
      var distrusting = scanner(stranger.certificate().toString(), proxy.address("localhost"));
      assertThat(distrusting.proved().await()).isFalse();
      var misled = scanner(elsewhere.certificate().toString(), other.address("localhost"));
      assertThat(misled.proved().await()).isFalse();
    }
  }

  private static void assertClean(Scanner scanner) {
    assertThat(scanner.scan(content(new byte[3 << 20], () -> {})).await())
        .isInstanceOf(ScanVerdict.Clean.class);
  }

  /** These bytes; and what happens when the first of them are asked for. */
  private static Supplier<Future<ScanContent>> content(byte[] bytes, Runnable begun) {
    return () -> {
      var pieces = List.of(bytes, new byte[0]).iterator();
      return Future.succeededFuture(
          new ScanContent() {
            private boolean first = true;

            @Override
            public boolean hasNext() {
              return pieces.hasNext();
            }

            @Override
            public Future<byte[]> next() {
              if (first) {
                first = false;
                return VERTX
                    .<Void>executeBlocking(
                        () -> {
                          begun.run();
                          return null;
                        })
                    .map(done -> pieces.next());
              }
              return Future.succeededFuture(pieces.next());
            }
          });
    };
  }

  private static Scanner scanner(String trusted, String... addresses) {
    return new Scanner(
        VERTX,
        new ScannerConfiguration(List.of(addresses), trusted, Duration.ofSeconds(2), 1),
        Clock.systemUTC());
  }
}
