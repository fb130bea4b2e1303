package natsuin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import natsuin.pki.EndedTsa;
import natsuin.pki.TimestampAuthority;
import natsuin.pki.TrustAnchors;
import natsuin.testkit.TlsFiles;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SIG-2, OPS-3: two timestamp authorities, the first of them troubled. */
@Timeout(60)
class TimestampClientIT {
  @RegisterExtension static final World WORLD = new World();
  private static final Vertx VERTX = Vertx.vertx();

  /** Where a test waits for it to pass. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** Where none does: a right answer may take a while on a machine that is busy. */
  private static final Duration LONG = Duration.ofSeconds(20);

  /** What is wrong with the first. */
  enum Trouble {
    AWAY,
    SLOW,
    GARBAGE,
    /** An answer to another request. */
    WRONG_NONCE,
    /** A certificate that has expired. */
    EXPIRED,
    /** Far longer than an answer can be. */
    FLOOD
  }

  @TempDir Path directory;

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "SIG-2, Attack: a timestamp authority that is away, slow, or answers wrongly: the next gives"
          + " the token, and the documents after it do not wait for the first")
  void troubled(Trouble trouble) throws IOException {
    var asked = new AtomicInteger();
    try (var first = troubled(trouble, asked);
        var second = new TestTsa(WORLD.node().keys(), WORLD.clock())) {
      var client = client(trouble == Trouble.SLOW ? SHORT : LONG, "", first.url(), second.url());
      assertThat(client.token(new byte[32]).await()).isNotEmpty();
      for (int i = 0; i < 5; i++) {
        assertThat(client.token(new byte[32]).await()).isNotEmpty();
      }
      assertThat(asked.get()).isLessThanOrEqualTo(1);
      assertThat(second.asked()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 16})
  @DisplayName(
      "SIG-2, Attack: an authority that talks on for ever is hung up on, lest its words fill the"
          + " memory or it keep its line: {0} bytes at a time")
  void endless(int piece) throws IOException {
    var hungUp = new CompletableFuture<Long>();
    try (var first = endless(piece, hungUp);
        var second = new TestTsa(WORLD.node().keys(), WORLD.clock())) {
      assertThat(client(SHORT, "", first.url(), second.url()).token(new byte[32]).await())
          .isNotEmpty();
      // What the system's buffers hold is said to nobody.
      assertThat(hungUp.orTimeout(10, TimeUnit.SECONDS).join()).isLessThan(16 << 20);
    }
  }

  private static Server endless(int piece, CompletableFuture<Long> hungUp) throws IOException {
    var server = HttpServer.create(at(0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          long said = 0;
          try (var body = exchange.getResponseBody()) {
            while (true) {
              body.write(new byte[piece]);
              body.flush();
              said += piece;
              LockSupport.parkNanos(piece == 1 ? TimeUnit.MILLISECONDS.toNanos(20) : 0);
            }
          } catch (IOException nobodyListens) {
            hungUp.complete(said);
          }
        });
    server.start();
    return new Server(server);
  }

  @Test
  @DisplayName("SIG-2: one that was set back is asked all the same where the other fails")
  void setBack() throws IOException {
    try (var first = new TestTsa(WORLD.node().keys(), WORLD.clock());
        var second = new TestTsa(WORLD.node().keys(), WORLD.clock())) {
      var client = client(LONG, "", first.url(), second.url());
      first.goAway();
      client.token(new byte[32]).await();
      first.comeBack();
      second.goAway();
      assertThat(client.token(new byte[32]).await()).isNotEmpty();
      second.comeBack();
      client.token(new byte[32]).await();
      assertThat(first.asked()).as("in order again once it answered").isEqualTo(3);
    }
  }

  @Test
  @DisplayName("SEC-2: by https the authority's certificate and name are checked")
  void byTls() throws IOException {
    var files = TlsFiles.ofLocalhost(directory.resolve("right"));
    var stranger = TlsFiles.ofLocalhost(directory.resolve("stranger"));
    try (var tsa = byTls(files)) {
      URI url = URI.create("https://localhost:" + tsa.url().getPort() + "/");
      assertThat(client(LONG, files.certificate().toString(), url).token(new byte[32]).await())
          .isNotEmpty();
      assertThatThrownBy(
              () ->
                  client(LONG, stranger.certificate().toString(), url).token(new byte[32]).await())
          .isInstanceOfSatisfying(
              FailureException.class,
              told -> assertThat(told.failure()).isInstanceOf(Failure.Unavailable.class));
    }
  }

  private record Server(HttpServer server) implements AutoCloseable {
    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static TimestampAuthority authority() {
    var keys = WORLD.node().keys();
    return new TimestampAuthority(keys.pki().tsa(), keys.plan().timestampPolicy(), WORLD.clock());
  }

  private static Server byTls(TlsFiles files) throws IOException {
    var server = HttpsServer.create(at(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(files.context()));
    return serve(server, request -> authority().answer(request));
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private interface Answer {
    byte[] to(byte[] request) throws IOException;
  }

  private static Server troubled(Trouble trouble, AtomicInteger asked) throws IOException {
    byte[] other = new byte[0];
    var server =
        serve(
            HttpServer.create(at(0), 0),
            request -> {
              asked.incrementAndGet();
              return switch (trouble) {
                case AWAY -> other;
                case SLOW -> {
                  LockSupport.parkNanos(SHORT.multipliedBy(2).toNanos());
                  yield authority().answer(request);
                }
                case GARBAGE -> "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
                case WRONG_NONCE -> {
                  byte[] changed = request.clone();
                  changed[changed.length - 6] ^= 1; // in the nonce, before certReq
                  yield authority().answer(changed);
                }
                case EXPIRED -> ended().answer(request);
                case FLOOD -> new byte[1 << 20];
              };
            });
    if (trouble == Trouble.AWAY) {
      server.close();
    }
    return server;
  }

  private static EndedTsa ended() {
    var keys = WORLD.node().keys();
    return new EndedTsa(keys.pki(), keys.plan());
  }

  private static Server serve(HttpServer server, Answer answer) {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer.to(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return new Server(server);
  }

  private static TimestampClient client(Duration timeout, String trusted, URI... authorities) {
    return new TimestampClient(
        VERTX,
        List.of(authorities),
        trusted,
        timeout,
        TrustAnchors.of(List.of(WORLD.node().keys().pki().root().certificate())),
        WORLD.clock());
  }
}
