package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.bus.ComputePool;
import natsuin.http.BodyReader;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pdf.Intake;
import natsuin.pdf.IntakeLimits;
import natsuin.schedule.Schedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door: this room's paths, and what a contract looks like to whoever watches it live. */
public final class Contracts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);
  private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(10);
  private static final Duration UPLOAD_LIFE = Duration.ofDays(1);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  private final Vertx vertx;
  private final ContractTools tools;
  private final ComputePool intake;
  private final UploadStore uploads;
  private final List<Routes> routes;
  private final long sweeper;

  /** The story on this node; begins to sweep stale uploads. */
  public Contracts(Vertx vertx, ContractTools tools) {
    this.vertx = vertx;
    this.tools = tools;
    this.intake = new ComputePool(vertx, "intake", 2, 6);
    this.uploads =
        new UploadStore(tools.database(), tools.documents(), tools.keys(), tools.clock());
    this.routes = routes(vertx);
    this.sweeper = vertx.setPeriodic(SWEEP_EVERY.toMillis(), timer -> sweep());
  }

  private List<Routes> routes(Vertx vertx) {
    var limits = IntakeLimits.standard();
    var contracts = new FindContract(tools);
    var create = new CreateContract(tools, new NewContractStore(tools, uploads));
    return List.of(
        new UploadRoutes(
            new TakeUpload(new Intake(limits), intake, uploads),
            uploads,
            new BodyReader(vertx, limits.maxBytes(), UPLOAD_PATIENCE)),
        new DocumentRoutes(tools, contracts, new RecordOpening(tools)),
        new ContractRoutes(
            tools,
            contracts,
            new Acknowledge(tools, contracts),
            new RefuseContract(tools, contracts)),
        new StaffContractRoutes(tools, contracts, create, new ConcludeContract(tools, contracts)),
        new ContractLifeRoutes(tools, contracts, create));
  }

  /** What is to be done again and again, once in the cluster. */
  public void schedule(Schedule schedule) {
    var deadlines = new MindDeadlines(tools, new RemindSigners(tools, new FindContract(tools)));
    var at = LocalTime.of(tools.configuration().reminderHour(), 0);
    schedule.daily("contract-deadlines", at, deadlines::mind);
  }

  /** Paths under {@code /api/contracts} and {@code /api/staff}, behind the session guard. */
  public List<Routes> routes() {
    return routes;
  }

  /**
   * {@code ContractView} or {@code StaffContract} of openapi.yaml, as this person sees it now;
   * empty when he may not.
   */
  public Future<Optional<JsonObject>> view(Actor viewer, UUID id) {
    return ContractStore.find(tools.database().client(), id)
        .map(found -> found.flatMap(contract -> view(viewer, contract)));
  }

  /** {@code ContractView} for a customer's user; fails as NotFound. On a virtual thread. */
  public JsonObject viewOf(Actor.User user, UUID id) {
    return view(user, id).await().orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }

  private Optional<JsonObject> view(Actor viewer, Contract contract) {
    if (!FindContract.maySee(viewer, contract)) {
      return Optional.empty();
    }
    return switch (viewer) {
      case Actor.User user -> Optional.of(CustomerView.of(contract, user, tools));
      case Actor.Staff staff -> Optional.of(StaffView.of(contract, staff, tools));
      case Actor.Employer employer -> Optional.empty();
      case Actor.Candidate candidate -> Optional.empty();
      case Actor.Wall wall -> Optional.empty();
      case Actor.Service service -> Optional.empty();
      case Actor.Stranger stranger -> Optional.empty();
    };
  }

  /** Forgets uploads of yesterday that no contract has taken; every node may do it. */
  Future<Integer> sweep() {
    return uploads
        .sweep(tools.clock().instant().minus(UPLOAD_LIFE))
        .onFailure(fault -> LOG.warn("Sweeping stale uploads failed", fault));
  }

  @Override
  public void close() {
    vertx.cancelTimer(sweeper);
    intake.close();
  }
}
