package natsuin.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
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
              if (!Inside.is(context)) {
                throw new Failure.NotFound("not-found").exception();
              }
              context
                  .response()
                  .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                  .end(registry.scrape());
            });
  }
}
