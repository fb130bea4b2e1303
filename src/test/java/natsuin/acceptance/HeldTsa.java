package natsuin.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import natsuin.pki.TimestampAuthority;
import natsuin.testkit.World;
import org.jspecify.annotations.Nullable;

/**
 * A timestamp authority that can hold its answers back, so that a signing under way can be looked
 * at for as long as a test wants.
 */
final class HeldTsa implements AutoCloseable {
  private final HttpServer server;
  private volatile CountDownLatch open = new CountDownLatch(0);
  private volatile @Nullable TimestampAuthority authority;

  HeldTsa() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] question = exchange.getRequestBody().readAllBytes();
          await();
          var answering = authority;
          byte[] answer = answering == null ? new byte[0] : answering.answer(question);
          exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Answers as the world's own authority would. */
  void answersFor(World world) {
    var keys = world.node().keys();
    authority =
        new TimestampAuthority(keys.pki().tsa(), keys.plan().timestampPolicy(), world.clock());
  }

  /** No answer from now on. */
  void hold() {
    open = new CountDownLatch(1);
  }

  /** Answers everything. */
  void release() {
    open.countDown();
  }

  private void await() {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }
}
