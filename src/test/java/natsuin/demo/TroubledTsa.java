package natsuin.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import natsuin.boot.Keys;
import natsuin.pki.EndedTsa;
import natsuin.pki.TimestampAuthority;
import org.jspecify.annotations.Nullable;

/** A timestamp authority under the service's own root that misbehaves as those of others do. */
final class TroubledTsa implements AutoCloseable {
  /** How it misbehaves. */
  enum Trouble {
    NONE,
    AWAY,
    /** Slower than anybody waits. */
    SLOW,
    GARBAGE,
    /** The right digest, stamped for somebody else's question. */
    WRONG_NONCE,
    /** Its certificate is over. */
    EXPIRED
  }

  private static final Duration LONG = Duration.ofSeconds(8);

  /** Where the keys are. */
  interface Source {
    Keys keys() throws IOException;
  }

  private final Source source;
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;
  private @Nullable Keys keys;

  /** With the keys that the first node has made by the time anybody asks. */
  TroubledTsa(Source source) {
    this.source = source;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  void be(Trouble what) {
    trouble = what;
    asked.set(0);
  }

  /** How often since {@link #be}. */
  int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      asked.incrementAndGet();
      byte[] answer = answer(request, trouble);
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(
          answer.length == 0 ? 503 : 200, answer.length == 0 ? -1 : answer.length);
      if (answer.length > 0) {
        exchange.getResponseBody().write(answer);
      }
    }
  }

  private byte[] answer(byte[] request, Trouble now) throws IOException {
    return switch (now) {
      case NONE -> authority(Clock.systemUTC()).answer(request);
      case AWAY -> new byte[0];
      case SLOW -> {
        LockSupport.parkNanos(LONG.toNanos());
        yield authority(Clock.systemUTC()).answer(request);
      }
      case GARBAGE -> "<html>Welcome to our network</html>".getBytes(StandardCharsets.UTF_8);
      case WRONG_NONCE -> {
        byte[] changed = request.clone();
        changed[changed.length - 6] ^= 1; // in the nonce, before certReq
        yield authority(Clock.systemUTC()).answer(changed);
      }
      case EXPIRED -> new EndedTsa(keys().pki(), keys().plan()).answer(request);
    };
  }

  private TimestampAuthority authority(InstantSource clock) throws IOException {
    return new TimestampAuthority(keys().pki().tsa(), keys().plan().timestampPolicy(), clock);
  }

  private synchronized Keys keys() throws IOException {
    if (keys == null) {
      keys = source.keys();
    }
    return keys;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
