package natsuin.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import natsuin.http.Routes;
import natsuin.kernel.Failure;

/**
 * {@code GET /metrics} for Prometheus (OPS-5): only for who comes from a private address and not
 * through a proxy, because figures tell a stranger how busy the bank is.
 */
public final class MetricsRoutes implements Routes {
  private final PrometheusMeterRegistry registry;

  /** Over this node's figures. */
  public MetricsRoutes(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void mount(Router router) {
    router
        .get("/metrics")
        .handler(
            context -> {
              if (!fromInside(context)) {
                throw new Failure.NotFound("not-found").exception();
              }
              context
                  .response()
                  .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                  .end(registry.scrape());
            });
  }

  private static boolean fromInside(RoutingContext context) {
    var headers = context.request().headers();
    if (headers.contains("X-Forwarded-For") || headers.contains("Forwarded")) {
      return false;
    }
    try {
      var address = InetAddress.getByName(context.request().remoteAddress().hostAddress());
      return address.isLoopbackAddress() || address.isSiteLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
