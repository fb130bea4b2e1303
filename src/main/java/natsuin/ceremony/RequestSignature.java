package natsuin.ceremony;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.ContractProgressed;
import natsuin.bus.Announcements;
import natsuin.certificates.CheckPin;
import natsuin.certificates.Credential;
import natsuin.certificates.Credentials;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.letters.Letters;
import natsuin.otp.Otp;
import natsuin.otp.OtpIssue;
import natsuin.otp.OtpPurpose;
import natsuin.otp.ServerHalves;
import natsuin.pg.Database;
import natsuin.signing.SigningJobs;
import natsuin.signing.ToSign;
import natsuin.vault.OpeningKey;
import natsuin.vault.SplitSecret;

/**
 * Step 1, the PIN 「送信」. The PIN signs nothing: it begins an authorization whose secret is split at
 * once, one half for the browser, one for the server. On a virtual thread.
 */
final class RequestSignature {
  /**
   * What goes back to the browser.
   *
   * @param half the browser's half of the secret
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Begun(Request request, String sentTo, byte[] half) {}

  private final Database database;
  private final Credentials credentials;
  private final CheckPin pin;
  private final SigningJobs jobs;
  private final Otp otp;
  private final ServerHalves halves;
  private final Letters letters;
  private final Announcements announcements;
  private final Audit audit;
  private final InstantSource clock;

  RequestSignature(
      Database database,
      Credentials credentials,
      CheckPin pin,
      SigningJobs jobs,
      Otp otp,
      ServerHalves halves,
      Letters letters,
      Announcements announcements,
      Audit audit,
      InstantSource clock) {
    this.database = database;
    this.credentials = credentials;
    this.pin = pin;
    this.jobs = jobs;
    this.otp = otp;
    this.halves = halves;
    this.letters = letters;
    this.announcements = announcements;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes the PIN.
   *
   * @param meant the place that the user has before his eyes, where the client says so; another one
   *     is his turn by now: Conflict {@code contract-changed}
   */
  Begun begin(Actor.User user, UUID contract, Optional<UUID> meant, char[] entered) {
    Readiness.check(user.role());
    Seat seat =
        SeatStore.next(database.client(), contract, user.id())
            .await()
            .orElseThrow(Readiness::nothing);
    if (meant.isPresent() && !meant.get().equals(seat.id())) {
      throw Readiness.conflict("contract-changed");
    }
    Readiness.check(seat, BankTime.today(clock));
    Credential credential =
        credentials
            .ofUser(user.id())
            .await()
            .orElseThrow(() -> Readiness.conflict("no-certificate"));
    Readiness.check(credential, clock.instant());
    try (OpeningKey key = pin.check(user, seat.branch(), credential, entered)) {
      return begin(user, seat, credential, key);
    }
  }

  private Begun begin(Actor.User user, Seat seat, Credential credential, OpeningKey key) {
    List<ToSign> documents =
        jobs.toSign(database.client(), seat.contract(), Optional.of(seat.id())).await();
    var approval = new Approval(seat.contract(), seat.id(), credential.serial(), documents);
    byte[] digest = approval.digest();
    return switch (otp.issue(user.id(), seat.email(), OtpPurpose.SIGNING, digest).await()) {
      case OtpIssue.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
      case OtpIssue.Issued issued -> {
        var request = request(seat, credential, digest, issued.expiresAt());
        var split = SplitSecret.split(key);
        halves.put(request.id(), split.server(), lifeUntil(issued.expiresAt())).await();
        keep(user, seat, approval, request, issued);
        announcements.say(new ContractProgressed(seat.contract(), seat.branch()));
        yield new Begun(request, seat.email(), split.browser());
      }
    };
  }

  private Request request(Seat seat, Credential credential, byte[] digest, Instant expiresAt) {
    return new Request(
        Ids.next(clock),
        seat.contract(),
        seat.id(),
        seat.user(),
        credential.id(),
        digest,
        "pin-accepted",
        expiresAt);
  }

  private Duration lifeUntil(Instant expiresAt) {
    return Duration.between(clock.instant(), expiresAt);
  }

  private void keep(
      Actor.User user, Seat seat, Approval approval, Request request, OtpIssue.Issued issued) {
    database
        .tx(
            tx ->
                RequestStore.begin(tx, request, approval, clock.instant())
                    .compose(done -> SeatStore.touch(tx, seat.contract()))
                    .compose(
                        done ->
                            letters.code(
                                tx,
                                seat.addressee(),
                                seat.summary(),
                                issued.code(),
                                issued.expiresAt()))
                    .compose(
                        done ->
                            audit.record(
                                tx,
                                user,
                                "signature.requested",
                                "contract:" + seat.contract(),
                                seat.branch(),
                                new JsonObject()
                                    .put("request", request.id().toString())
                                    .put("credential", request.credential().toString())
                                    .put("documents", approval.documentIds()))))
        .await();
  }
}
