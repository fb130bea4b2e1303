package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import natsuin.bus.Announcement.ApplicationTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.otp.OtpPurpose;
import natsuin.otp.OtpVerdict;
import natsuin.pg.Database;

/**
 * Step 3, the code 「申込み」: from here on the application counts (APP-5). On a virtual thread. Whoever
 * has the right code reads the address's mail, so he may be told what else there is at it.
 */
final class ConfirmApplication {
  private static final String DOOR = "application-code";
  private static final String WAITING_ONCE = "application_waiting_once";

  private final Ground ground;
  private final ApplicationStore store;
  private final Apply apply;

  ConfirmApplication(Ground ground, ApplicationStore store, Apply apply) {
    this.ground = ground;
    this.store = store;
    this.apply = apply;
  }

  /** The application as it stands afterwards. */
  Application confirm(String token, String code, String client) {
    ground.throttle().admit(DOOR, client).await();
    var seen = apply.ofBrowser(token).orElseThrow(Apply::none);
    if (seen.state() != ApplicationState.ENTERED) {
      return seen; // entered twice, or in another tab
    }
    var personal = Objects.requireNonNull(seen.personal());
    var verdict =
        ground
            .otp()
            .verify(
                seen.id(), Apply.address(personal), OtpPurpose.APPLICATION, personal.bytes(), code)
            .await();
    return switch (verdict) {
      case OtpVerdict.Accepted accepted -> submit(token, seen, personal);
      case OtpVerdict.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case OtpVerdict.Voided voided ->
          throw new Failure.Conflict("application-code-void").exception();
      case OtpVerdict.Expired expired -> expired(token);
    };
  }

  /** Of two who enter the right code at once, the second finds it used and the work done. */
  private Application expired(String token) {
    var now = apply.ofBrowser(token).orElseThrow(Apply::none);
    if (now.state() != ApplicationState.ENTERED) {
      return now;
    }
    throw new Failure.Conflict("application-code-expired").exception();
  }

  private Application submit(String token, Application seen, Personal personal) {
    String number = store.nextNumber(ground.database().client(), ground.clock().instant()).await();
    boolean submitted =
        ground
            .database()
            .tx(tx -> submit(tx, seen, personal, number))
            .recover(
                fault ->
                    Future.failedFuture(
                        Database.violates(fault, WAITING_ONCE)
                            ? new Failure.Conflict("application-waiting").exception()
                            : fault))
            .await();
    if (!submitted) {
      throw new Failure.Conflict("application-code-expired").exception();
    }
    return apply.ofBrowser(token).orElseThrow(Apply::none);
  }

  private Future<Boolean> submit(
      SqlConnection tx, Application seen, Personal personal, String number) {
    return store
        .useOf(tx, personal.email())
        .compose(
            use ->
                use.account()
                    ? Future.failedFuture(
                        new Failure.Conflict("application-has-account").exception())
                    : store.submit(tx, seen, number, ground.clock().instant()))
        .compose(done -> done ? announced(tx, seen).map(true) : Future.succeededFuture(false));
  }

  private Future<Void> announced(SqlConnection tx, Application seen) {
    var touched = new ApplicationTouched(seen.id(), seen.branch().id());
    Database.afterCommit(tx, () -> ground.announcements().say(touched));
    return ground
        .audit()
        .record(
            tx,
            new Actor.Stranger(),
            "application.submitted",
            "application:" + seen.id(),
            seen.branch().id(),
            new JsonObject().put("kind", seen.kind().code()));
  }
}
