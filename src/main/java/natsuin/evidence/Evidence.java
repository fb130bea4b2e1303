package natsuin.evidence;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import natsuin.bus.ComputePool;
import natsuin.http.BodyReader;
import natsuin.http.Routes;
import natsuin.verification.PdfVerifier.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door: this room's paths. */
public final class Evidence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EvidenceTools tools;
  private final ComputePool pool;
  private final ComputePool bundles;
  private final ComputePool strangers;
  private final List<Routes> routes;

  /** The story on this node. */
  public Evidence(Vertx vertx, EvidenceTools tools) {
    this.tools = tools;
    this.pool = new ComputePool(vertx, "verification", 2, 6);
    this.bundles = new ComputePool(vertx, "bundles", 1, BundleRoutes.AT_ONCE);
    this.strangers = new ComputePool(vertx, "strangers", 1, 7);
    var subjects = new FindSubject(tools.database());
    var reports = new MakeReport(tools, pool);
    var bundle = new WriteBundle(tools, new MakeReport(tools, bundles), tools.seal());
    var bodies = new BodyReader(vertx, Limits.STRANGERS.maxBytes(), PATIENCE);
    var anybodys = new VerifyAnyPdf(tools.strangers(), strangers);
    this.routes =
        List.of(
            new ReportRoutes(subjects, reports),
            new BundleRoutes(tools, subjects, bundle),
            new VerifyRoutes(anybodys, tools.throttle(), bodies));
  }

  /** Paths under {@code /api/contracts} and {@code /api/staff}, behind the session guard. */
  public List<Routes> routes() {
    return routes;
  }

  /** Prepares what the first verification report would otherwise wait for; in the background. */
  public void warmUp() {
    pool.run(
            () -> {
              tools.verify().warmUp();
              return true;
            })
        .onFailure(fault -> LOG.warn("The verification library could not be warmed up", fault));
  }

  @Override
  public void close() {
    pool.close();
    bundles.close();
    strangers.close();
  }
}
