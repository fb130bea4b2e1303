package natsuin.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import natsuin.testkit.World;
import natsuin.uploads.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only a plain OK of clamd for exactly these bytes is clean. */
class ScannerIT {
  @RegisterExtension static final World WORLD = new World().with("scanner.workers", "0");
  private static final Vertx VERTX = Vertx.vertx();
  private static final byte[] LARGE = new byte[5 << 20];

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("DOC-4, Attack: a clamd that lies, breaks off or falls silent lets nothing pass")
  void lies(LyingClamd.Lie lie) {
    try (var clamd = LyingClamd.that(lie)) {
      var scanner = scanner(clamd.address());
      assertThat(scanner.proved().await()).as("finds the test virus").isTrue();
      assertThat(scanner.scan(again(() -> pieces(LARGE))).await())
          .isInstanceOf(ScanVerdict.NoVerdict.class);
    }
  }

  @Test
  @DisplayName("DOC-4, Attack: a clamd that finds nothing, the test virus included, is not trusted")
  void blind() {
    try (var clamd = LyingClamd.blind()) {
      assertThat(scanner(clamd.address()).proved().await()).isFalse();
    }
  }

  @Test
  @DisplayName("DOC-4: nobody at the address is no verdict")
  void nobody() {
    var scanner = scanner("tcp://127.0.0.1:9");
    assertThat(scanner.proved().await()).isFalse();
    assertThat(scanner.scan(again(() -> pieces(LARGE))).await())
        .isInstanceOf(ScanVerdict.NoVerdict.class);
  }

  @Test
  @DisplayName("DOC-4: real clamd over TCP: clean, infected, larger than it takes")
  void overTcp() {
    real(clamd().address());
  }

  @Test
  @DisplayName("DOC-4: real clamd over its Unix socket: clean, infected, larger than it takes")
  void overUnixSocket() {
    real(clamd().socketAddress());
  }

  private static void real(String address) {
    var scanner = scanner(address);
    assertThat(scanner.proved().await()).isTrue();
    assertThat(scanner.scan(again(() -> pieces(LARGE))).await())
        .isInstanceOf(ScanVerdict.Clean.class);
    assertThat(scanner.scan(again(() -> ScanContent.of(new byte[0]))).await())
        .isInstanceOf(ScanVerdict.Clean.class);
    assertThat(scanner.scan(again(() -> ScanContent.of(Samples.EICAR))).await())
        .isEqualTo(new ScanVerdict.Infected("Eicar-Test-Signature.UNOFFICIAL"));
    assertThat(scanner.scan(again(() -> pieces(new byte[26 << 20]))).await())
        .as("more than clamd's StreamMaxLength")
        .isInstanceOf(ScanVerdict.NoVerdict.class);
  }

  @Test
  @DisplayName("DOC-4: what clamd could not look into whole is not clean, and not called a virus")
  void notWhole() {
    assertThat(
            Answer.read(
                "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0"
                    .getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(ScanVerdict.NotWhole.class);
    assertThat(
            Answer.read(
                "stream: Heuristics.Encrypted.PDF FOUND\0".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(ScanVerdict.NotWhole.class);
  }

  private static natsuin.boot.embedded.EmbeddedClamd clamd() {
    return WORLD.servers().clamd().orElseThrow();
  }

  private static Scanner scanner(String... addresses) {
    return new Scanner(
        VERTX,
        new ScannerConfiguration(List.of(addresses), "", Duration.ofSeconds(2), 1),
        Clock.systemUTC());
  }

  private static Supplier<Future<ScanContent>> again(Supplier<ScanContent> content) {
    return () -> Future.succeededFuture(content.get());
  }

  private static ScanContent pieces(byte[] whole) {
    return new ScanContent() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < whole.length;
      }

      @Override
      public Future<byte[]> next() {
        int from = at;
        at = Math.min(whole.length, at + (1 << 20));
        return Future.succeededFuture(Arrays.copyOfRange(whole, from, at));
      }
    };
  }
}
