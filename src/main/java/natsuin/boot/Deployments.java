package natsuin.boot;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.util.ArrayList;
import java.util.List;
import natsuin.http.Routes;
import natsuin.web.Health;
import natsuin.web.HealthRoutes;
import natsuin.web.RouteTable;
import natsuin.web.WebServer;

/** What is deployed on a node, in order; each entry says how it is stopped. */
public final class Deployments {
  private Deployments() {}

  /** Where every room's figures meet. */
  public static PrometheusMeterRegistry metrics() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  /** Deploys all of it, the door last; the node is ready afterwards. */
  public static void inOrder(Node node, List<Routes> embeddedOnly) {
    var health =
        new Health().needs("postgresql", node.database()::ping).needs("redis", node.redis()::ping);
    var rooms = new ArrayList<Routes>();
    rooms.add(new HealthRoutes(health));
    rooms.addAll(embeddedOnly);
    var routes = new RouteTable(rooms);
    var http = node.configuration().http();
    deploy(node, "web server", http.instances(), () -> new WebServer(http, routes));
    health.open();
    node.life().onStop("readiness", health::close);
  }

  private static void deploy(
      Node node,
      String name,
      int instances,
      java.util.function.Supplier<io.vertx.core.VerticleBase> verticle) {
    var options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
            .setInstances(instances);
    String id = node.vertx().deployVerticle(verticle, options).await();
    node.life().onStop(name, () -> node.vertx().undeploy(id).await());
  }
}
