package natsuin.ceremony;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.ContractProgressed;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.letters.Letters;
import natsuin.otp.Otp;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.otp.OtpVerdict;
import natsuin.otp.ServerHalves;
import natsuin.pg.Database;

/** Step 2, the code 「認証」: completes the authorization for a short while. On a virtual thread. */
final class ConfirmCode {
  /** The request and the address to which its code goes. */
  record Confirmed(Request request, String sentTo) {}

  private final Database database;
  private final Open.Finder finder;
  private final Otp otp;
  private final ServerHalves halves;
  private final Letters letters;
  private final Announcements announcements;
  private final Audit audit;
  private final InstantSource clock;
  private final Duration useWithin;

  ConfirmCode(
      Database database,
      Open.Finder finder,
      Otp otp,
      ServerHalves halves,
      Letters letters,
      Announcements announcements,
      Audit audit,
      InstantSource clock,
      Duration useWithin) {
    this.database = database;
    this.finder = finder;
    this.otp = otp;
    this.halves = halves;
    this.letters = letters;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
    this.useWithin = useWithin;
  }

  /**
   * Enters the code.
   *
   * @param here whether this browser holds the other half; without it the code is not used up
   */
  Confirmed confirm(Actor.User user, UUID contract, UUID id, boolean here, String code) {
    Open open = finder.open(finder.any(user, contract, id), "code-expired");
    String address = open.seat().email();
    if ("authorized".equals(open.request().state())) {
      return new Confirmed(open.request(), address);
    }
    if (!here) {
      throw Readiness.conflict("other-browser");
    }
    byte[] bound = open.request().digest();
    return switch (otp.verify(user.id(), address, OtpPurpose.SIGNING, bound, code).await()) {
      case OtpVerdict.Accepted accepted -> new Confirmed(authorize(user, open), address);
      case OtpVerdict.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case OtpVerdict.Expired expired -> throw Readiness.conflict("code-expired");
      case OtpVerdict.Voided voided ->
          throw new Failure.Refused("code-void", List.of()).exception();
    };
  }

  /** Sends another code; the earlier one is void. */
  void resend(Actor.User user, UUID contract, UUID id) {
    Open open = finder.open(finder.any(user, contract, id), "request-expired");
    if (!"pin-accepted".equals(open.request().state())) {
      return;
    }
    byte[] bound = open.request().digest();
    String address = open.seat().email();
    switch (otp.issue(user.id(), address, OtpPurpose.SIGNING, bound).await()) {
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
      case OtpIssue.Issued issued -> send(open, issued);
    }
  }

  private void send(Open open, OtpIssue.Issued issued) {
    Instant until = issued.expiresAt();
    halves.keep(open.request().id(), Duration.between(clock.instant(), until)).await();
    database
        .tx(
            tx ->
                RequestStore.extend(tx, open.request().id(), until)
                    .compose(
                        done ->
                            letters.code(
                                tx,
                                open.seat().addressee(),
                                open.seat().summary(),
                                issued.code(),
                                until)))
        .await();
  }

  private Request authorize(Actor.User user, Open open) {
    Request request = open.request();
    Instant now = clock.instant();
    Instant until = now.plus(useWithin);
    halves.keep(request.id(), useWithin).await();
    boolean first =
        database
            .tx(
                tx ->
                    RequestStore.authorize(tx, request.id(), now, until)
                        .compose(
                            done ->
                                SeatStore.touch(tx, request.contract())
                                    .compose(touched -> record(tx, user, open))
                                    .map(done)))
            .await();
    if (!first) {
      throw Readiness.conflict("request-superseded");
    }
    announcements.say(new ContractProgressed(request.contract(), open.seat().branch()));
    return finder.any(user, request.contract(), request.id());
  }

  private Future<Void> record(SqlConnection tx, Actor.User user, Open open) {
    return audit.record(
        tx,
        user,
        "signature.authorized",
        "contract:" + open.seat().contract(),
        open.seat().branch(),
        new JsonObject().put("request", open.request().id().toString()));
  }
}
