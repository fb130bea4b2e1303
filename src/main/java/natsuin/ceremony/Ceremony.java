package natsuin.ceremony;

import java.time.InstantSource;
import java.util.List;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.certificates.CheckPin;
import natsuin.certificates.Credentials;
import natsuin.http.Routes;
import natsuin.kernel.ByteSize;
import natsuin.letters.Letters;
import natsuin.otp.Otp;
import natsuin.otp.ServerHalves;
import natsuin.pg.Database;
import natsuin.redis.RedisServer;
import natsuin.signing.SigningDesk;
import natsuin.signing.SigningJobs;

/** The door of this story. */
public final class Ceremony {
  private final Ground ground;
  private final CeremonyConfiguration configuration;

  /**
   * What the ceremony stands on.
   *
   * @param bankName as it stands on the bank's mark
   */
  public record Ground(
      Database database,
      RedisServer redis,
      InstantSource clock,
      Credentials credentials,
      CheckPin pin,
      Otp otp,
      Letters letters,
      Audit audit,
      Announcements announcements,
      ByteSize bodyLimit,
      String bankName) {}

  /** A ceremony by these rules. */
  public Ceremony(Ground ground, CeremonyConfiguration configuration) {
    this.ground = ground;
    this.configuration = configuration;
  }

  /** What signing asks and tells. */
  public SigningDesk desk() {
    return new AfterSigning(
        ground.database(),
        ground.credentials(),
        ground.letters(),
        ground.announcements(),
        ground.audit(),
        ground.clock(),
        ground.bankName());
  }

  /** What it offers over HTTP. */
  public List<Routes> routes(SigningJobs jobs, ContractViews views) {
    var halves = new ServerHalves(ground.redis(), ServerHalves.Purpose.CONTRACT);
    var finder = new Open.Finder(ground.database(), ground.credentials(), jobs, ground.clock());
    return List.of(
        new CeremonyRoutes(
            request(jobs, halves),
            confirm(finder, halves),
            sign(finder, jobs, halves),
            views,
            ground.bodyLimit()));
  }

  private RequestSignature request(SigningJobs jobs, ServerHalves halves) {
    return new RequestSignature(
        ground.database(),
        ground.credentials(),
        ground.pin(),
        jobs,
        ground.otp(),
        halves,
        ground.letters(),
        ground.announcements(),
        ground.audit(),
        ground.clock());
  }

  private ConfirmCode confirm(Open.Finder finder, ServerHalves halves) {
    return new ConfirmCode(
        ground.database(),
        finder,
        ground.otp(),
        halves,
        ground.letters(),
        ground.announcements(),
        ground.audit(),
        ground.clock(),
        configuration.useWithin());
  }

  private Sign sign(Open.Finder finder, SigningJobs jobs, ServerHalves halves) {
    return new Sign(
        ground.database(),
        finder,
        ground.credentials(),
        halves,
        jobs,
        ground.announcements(),
        ground.audit(),
        ground.clock());
  }
}
