package natsuin;

import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import natsuin.boot.CommandLine;
import natsuin.boot.Configuration;
import natsuin.boot.Deployments;
import natsuin.boot.Duties;
import natsuin.boot.Keys;
import natsuin.boot.Lifecycle;
import natsuin.boot.Measuring;
import natsuin.boot.Migration;
import natsuin.boot.Node;
import natsuin.boot.RelayedClock;
import natsuin.boot.embedded.EmbeddedServers;
import natsuin.boot.embedded.MailboxRoutes;
import natsuin.cluster.Cluster;
import natsuin.http.Routes;
import natsuin.pg.Database;
import natsuin.pg.SharedClock;
import natsuin.pki.CryptoProviders;
import natsuin.redis.RedisServer;
import natsuin.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of contents: what starts, in this order; it stops in reverse. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Starts a node and waits for the signal to stop. */
  public static void main(String[] arguments) {
    System.exit(CommandLine.run(arguments, Main::start));
  }

  /**
   * A running node, whose rooms tell the time by the clock that all nodes share.
   *
   * @param machine this machine's own clock
   * @throws IOException if a server that it needs cannot be started
   */
  public static Node start(Configuration given, InstantSource machine) throws IOException {
    return start(given, machine, shared -> shared);
  }

  /**
   * The same.
   *
   * @param time what the rooms tell the time by, given the clock that all nodes share
   */
  public static Node start(
      Configuration given, InstantSource machine, UnaryOperator<InstantSource> time)
      throws IOException {
    // Pictures of customers' documents would lie readable in the directory for temporary files.
    ImageIO.setUseCache(false);
    var life = new Lifecycle();
    try {
      given.cluster().check();
      var configuration = given.settled();
      List<Routes> embeddedOnly = List.of();
      if (given.mode() == Configuration.Mode.EMBEDDED) {
        var servers =
            life.closing("embedded servers", EmbeddedServers.start(given.data(), machine));
        configuration = servers.reachedFrom(configuration);
        servers.note(configuration);
        embeddedOnly = servers.routes();
      } else if (given.mode() == Configuration.Mode.ATTACHED) {
        embeddedOnly = List.of(MailboxRoutes.of(given.data(), machine));
      }
      LOG.info("Arithmetic by {}", CryptoProviders.install().description());
      configuration.keys().check();
      int schema = Migration.run(configuration.postgres());
      // A machine whose clock is ahead would issue what is not valid yet.
      var issuing = new RelayedClock(time.apply(SharedClock.once(configuration.postgres())));
      var keys = Keys.open(configuration, issuing);

      var metrics = Deployments.metrics();
      var telemetry =
          life.closing("traces", Telemetry.open(configuration.telemetry(), Deployments.version()));
      var cluster =
          life.closing(
              "cluster",
              Cluster.join(
                  configuration.cluster(),
                  keys.clusterIdentity(),
                  new VertxOptions().setMetricsOptions(Measuring.options()),
                  new MicrometerMetricsFactory(metrics),
                  telemetry.tracing()));
      var database = Database.open(cluster.vertx(), configuration.postgres());
      life.onStop("PostgreSQL pool", () -> database.close().await());
      var redis = RedisServer.open(cluster.vertx(), configuration.redis());
      life.onStop("Redis pool", redis::close);

      var shared = life.closing("clock", SharedClock.of(cluster.vertx(), database, machine));
      var told = time.apply(shared);
      issuing.follow(told);

      var node =
          new Node(
              configuration, schema, told, shared, cluster, database, redis, keys, metrics, life);
      Deployments.inOrder(node, Duties.on(node), embeddedOnly);
      return node;
    } catch (Throwable e) { // waiting may throw checked exceptions that no signature names
      life.close();
      throw e;
    }
  }
}
