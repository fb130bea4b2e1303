package natsuin.live;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Nothing but Vert.x: sockets by path, and a text written to all of a path, each by the event loop
 * it lives on. No rights, no order, no history, no database.
 */
final class BareServer {
  private static final int INSTANCES = 2;
  private final Vertx vertx;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private volatile int port;
  private final AtomicLong seq = new AtomicLong();
  private final Map<String, String> templates = new HashMap<>();

  BareServer(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Listens; tells the port. */
  int listen() {
    vertx.deployVerticle(Loop::new, new DeploymentOptions().setInstances(INSTANCES)).await();
    return port;
  }

  /** Writes the frame in that file, numbered anew; tells what a reader will recognise it by. */
  String publish(String topic, String template) {
    String frame = templates.computeIfAbsent(template, BareServer::read);
    long number = seq.incrementAndGet();
    String numbered =
        frame
            .replaceFirst("\"topic\":\"[^\"]*\"", "\"topic\":\"" + topic + "\"")
            .replaceFirst("\"seq\":\\d+", "\"seq\":" + number);
    loops.forEach(loop -> loop.write(topic, numbered));
    return topic + " " + number;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private final class Loop extends VerticleBase {
    private final Map<String, List<ServerWebSocket>> sockets = new HashMap<>();

    @Override
    public Future<?> start() {
      loops.add(this);
      return vertx
          .createHttpServer(
              new HttpServerOptions()
                  .setPort(port == 0 ? -1 : port)
                  .setIdleTimeout(120)
                  .setPerMessageWebSocketCompressionSupported(false)
                  .setPerFrameWebSocketCompressionSupported(false))
          .webSocketHandler(
              socket ->
                  sockets
                      .computeIfAbsent(socket.path().substring(1), path -> new ArrayList<>())
                      .add(socket))
          .listen()
          .onSuccess(server -> port = server.actualPort());
    }

    void write(String topic, String text) {
      Context loop = context;
      loop.runOnContext(
          on -> {
            for (ServerWebSocket socket : sockets.getOrDefault(topic, List.of())) {
              socket.writeTextMessage(text);
            }
          });
    }
  }
}
