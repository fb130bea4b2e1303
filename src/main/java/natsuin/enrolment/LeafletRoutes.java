package natsuin.enrolment;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.ZoneId;
import natsuin.http.Actors;
import natsuin.http.Routes;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.users.Branch;
import natsuin.users.StaffStore;

/** {@code GET /api/staff/leaflet.pdf?customer=&branch=&save}: printed or saved by staff (APP-1). */
final class LeafletRoutes implements Routes, AutoCloseable {
  private static final ZoneId BANK = ZoneId.of("Asia/Tokyo");
  private static final int LONGEST = 100;

  private final Ground ground;
  private final LeafletPool pool;
  private final Leaflet leaflet;

  LeafletRoutes(Ground ground, LeafletPool pool) {
    this.ground = ground;
    this.pool = pool;
    this.leaflet = new Leaflet(ground.baseUrl(), ground.bankName());
  }

  @Override
  public void mount(Router router) {
    router.get("/api/staff/leaflet.pdf").handler(this::pdf);
  }

  private void pdf(RoutingContext context) {
    Branch branch = branch(Actors.staff(context), context.queryParams().get("branch"));
    String given = context.queryParams().get("customer");
    String customer = given == null ? "" : given.strip();
    if (customer.length() > LONGEST) {
      throw new Failure.Invalid(
              new FieldError("customer", "too-long", java.util.Map.of("max", LONGEST)))
          .exception();
    }
    LocalDate day = ground.clock().instant().atZone(BANK).toLocalDate();
    byte[] pdf = pool.draw(() -> leaflet.pdf(branch, customer, day));
    boolean save = context.queryParams().contains("save");
    context
        .response()
        .putHeader("Content-Type", "application/pdf")
        .putHeader(
            "Content-Disposition",
            (save ? "attachment" : "inline") + "; filename=\"leaflet-" + branch.code() + ".pdf\"")
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .end(Buffer.buffer(pdf));
  }

  /** The own branch, or for those of the head office any. */
  private Branch branch(Actor.Staff staff, @org.jspecify.annotations.Nullable String code) {
    var branch =
        StaffStore.branches(ground.database().client()).await().stream()
            .filter(one -> code == null ? one.id().equals(staff.branch()) : one.code().equals(code))
            .findFirst()
            .orElseThrow(() -> new Failure.NotFound("not-found").exception());
    if (!StaffRights.may(staff, StaffAct.MAINTAIN, branch.id())) {
      throw StaffRights.may(staff, StaffAct.REVIEW, branch.id())
          ? new Failure.Forbidden("forbidden").exception()
          : new Failure.NotFound("not-found").exception();
    }
    return branch;
  }

  @Override
  public void close() {
    pool.close();
  }
}
