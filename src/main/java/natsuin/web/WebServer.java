package natsuin.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import natsuin.http.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/** One listener among several of this node; virtual threads, so that use cases may wait. */
public final class WebServer extends VerticleBase {
  private final HttpConfiguration configuration;
  private final RouteTable routes;
  private @Nullable HttpServer server;

  /** A listener for these routes. */
  public WebServer(HttpConfiguration configuration, RouteTable routes) {
    this.configuration = configuration;
    this.routes = routes;
  }

  @Override
  public Future<?> start() {
    var options =
        new HttpServerOptions().setHost(configuration.host()).setPort(configuration.port());
    return vertx
        .createHttpServer(options)
        .requestHandler(routes.router(vertx))
        .listen()
        .onSuccess(listening -> server = listening);
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.shutdown();
  }
}
