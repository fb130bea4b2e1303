package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import natsuin.bus.Announcement.ApplicationTouched;
import natsuin.kernel.Actor;
import natsuin.pg.Database;

/** The branch refuses, with a reason that goes to the applicant (APP-6). On a virtual thread. */
final class RefuseApplication {
  private static final ZoneId BANK = ZoneId.of("Asia/Tokyo");

  private final Ground ground;
  private final ApplicationStore store;
  private final FindApplication find;
  private final ApplicationMails mails;

  RefuseApplication(
      Ground ground, ApplicationStore store, FindApplication find, ApplicationMails mails) {
    this.ground = ground;
    this.store = store;
    this.find = find;
    this.mails = mails;
  }

  /** The typed reason is checked by the form {@code reason}. */
  void refuse(Actor.Staff staff, UUID id, int version, JsonObject typed) {
    LocalDate today = ground.clock().instant().atZone(BANK).toLocalDate();
    var seen = find.toDecide(staff, id, version);
    String reason = ground.forms().form("reason").take(typed, today).orThrow().getString("reason");
    boolean done = ground.database().tx(tx -> refuse(tx, staff, seen, reason)).await();
    if (!done) {
      throw find.decidedMeanwhile(id);
    }
  }

  private Future<Boolean> refuse(
      SqlConnection tx, Actor.Staff staff, Application seen, String reason) {
    return store
        .decide(tx, seen, ApplicationState.REFUSED, staff.id(), ground.clock().instant())
        .compose(
            first ->
                first ? tell(tx, staff, seen, reason).map(true) : Future.succeededFuture(false));
  }

  private Future<Void> tell(SqlConnection tx, Actor.Staff staff, Application seen, String reason) {
    UUID branch = seen.branch().id();
    Database.afterCommit(
        tx, () -> ground.announcements().say(new ApplicationTouched(seen.id(), branch)));
    return store
        .because(tx, seen.id(), reason)
        .compose(done -> mails.refused(tx, seen, Objects.requireNonNull(seen.personal()), reason))
        .compose(
            done ->
                ground
                    .audit()
                    .record(
                        tx,
                        staff,
                        "application.refused",
                        "application:" + seen.id(),
                        branch,
                        new JsonObject()));
  }
}
