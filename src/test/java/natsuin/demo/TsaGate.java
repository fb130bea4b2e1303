package natsuin.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the node's own timestamp authority and holds the n-th request for ever. */
final class TsaGate implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile CountDownLatch held = new CountDownLatch(1);
  private volatile URI target = URI.create("http://localhost/");

  TsaGate() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  void before(URI authority) {
    target = authority;
  }

  /** The n-th request from now on, counted from 1, gets no answer. */
  void hold(int n) {
    held = new CountDownLatch(1);
    left.set(n);
  }

  /** Waits until somebody stands before the gate. */
  void awaitHeld() throws InterruptedException {
    held.await();
  }

  void open() {
    left.set(Integer.MAX_VALUE);
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] question = exchange.getRequestBody().readAllBytes();
    if (left.decrementAndGet() == 0) {
      held.countDown();
      return;
    }
    var request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question))
            .build();
    try {
      byte[] answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
