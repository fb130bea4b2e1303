package natsuin.enrolment;

import io.vertx.core.Vertx;
import java.util.List;
import natsuin.http.Routes;
import natsuin.vault.MasterKeys;

/** The door of this story. */
public final class Enrolment implements AutoCloseable {
  private final Ground ground;
  private final ApplicationVault vault;
  private final ApplicationStore store;
  private final LeafletRoutes leaflet;
  private final EraseApplications eraser;

  /** Enrolment by these rules. */
  public Enrolment(
      Vertx vertx, Ground ground, MasterKeys keys, EnrolmentConfiguration configuration) {
    this.ground = ground;
    this.vault = new ApplicationVault(keys);
    this.store = new ApplicationStore(vault);
    this.leaflet = new LeafletRoutes(ground, new LeafletPool(vertx));
    this.eraser = new EraseApplications(vertx, ground.database(), ground.clock(), configuration);
  }

  /** What it offers over HTTP. */
  public List<Routes> routes() {
    var mails = new ApplicationMails(ground.outbox(), ground.baseUrl());
    var apply = new Apply(ground, store, mails);
    var find = new FindApplication(ground, store);
    return List.of(
        new ApplicationRoutes(ground, apply, new ConfirmApplication(ground, store, apply)),
        new StaffApplicationRoutes(
            ground,
            store,
            new HintStore(vault),
            find,
            new ApproveApplication(ground, store, find, mails),
            new RefuseApplication(ground, store, find, mails)),
        leaflet);
  }

  /** What erases personal data in its time. */
  public EraseApplications eraser() {
    return eraser;
  }

  @Override
  public void close() {
    eraser.close();
    leaflet.close();
  }
}
