package natsuin.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as a collector does, and keeps the bytes; strings stand in them as they are. */
public final class TraceCollector implements AutoCloseable {
  private final List<byte[]> batches = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /** On any free port. */
  public TraceCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/v1/traces",
        exchange -> {
          batches.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** For {@code telemetry.otlp}. */
  public String address() {
    return "http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort());
  }

  /** Everything that arrived, as text. */
  public String text() {
    var all = new StringBuilder();
    batches.forEach(batch -> all.append(new String(batch, StandardCharsets.UTF_8)));
    return all.toString();
  }

  /** The same, one character a byte: names of traces and spans are bytes. */
  public String bytes() {
    var all = new StringBuilder();
    batches.forEach(batch -> all.append(new String(batch, StandardCharsets.ISO_8859_1)));
    return all.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
