package natsuin.passwords;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.fields.Forms;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Portal;
import natsuin.lockout.Ladder;
import natsuin.lockout.LadderPolicy;
import natsuin.otp.Otp;
import natsuin.otp.OtpPurpose;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.redis.RedisServer;
import natsuin.vault.KeyedHash;
import natsuin.vault.MasterKeys;
import natsuin.vault.PasswordHash;

/** The door of this trade: one a node, so that all who hash share its few threads. */
public final class Passwords implements AutoCloseable {
  private final Ground ground;
  private final Function<Portal, LadderPolicy> lockouts;
  private final Forms forms;
  private final PasswordPool pool;
  private final LoginNames names;
  private final WrongPassword wrong;

  /** What this trade stands on. */
  public record Ground(
      Vertx vertx,
      Database database,
      RedisServer redis,
      InstantSource clock,
      MasterKeys keys,
      PasswordHash hash,
      Otp otp,
      Outbox outbox,
      Audit audit,
      Announcements announcements) {}

  /**
   * Checks that count over all nodes.
   *
   * @param lockouts when each portal closes
   * @param forms with the types of passwords and user IDs
   */
  public Passwords(
      Ground ground,
      PasswordConfiguration configuration,
      Function<Portal, LadderPolicy> lockouts,
      Forms forms) {
    this.ground = ground;
    this.forms = forms;
    this.lockouts = lockouts;
    this.pool =
        new PasswordPool(ground.vertx(), configuration.hashing(), configuration.hashingQueue());
    this.names = new LoginNames(new KeyedHash(ground.keys(), "login-name"));
    this.wrong =
        new WrongPassword(
            ground.database(),
            ground.clock(),
            ground.audit(),
            ground.outbox(),
            names,
            ground.announcements());
  }

  /** Checks the name and the password of whoever logs in. */
  public CheckPassword check(Portal portal) {
    return check(Entrance.of(portal));
  }

  /** Checks a name of another kind than the portal's login names, and the password. */
  public CheckPassword check(Entrance entrance) {
    return new CheckPassword(
        ground.database(),
        ground.clock(),
        ladder(entrance.portal()),
        names,
        ground.hash(),
        pool,
        wrong,
        entrance);
  }

  /** Checks the password of whoever is logged in. */
  public CheckOwnPassword checkOwn(Portal portal) {
    return new CheckOwnPassword(
        ground.database(), ground.clock(), ladder(portal), names, ground.hash(), pool, wrong);
  }

  /** Lifts what wrong passwords brought. */
  public LiftLock lifting(Portal portal) {
    return new LiftLock(ladder(portal), names);
  }

  /** A code by mail after the password. */
  public CodeStep codeStep(Portal portal, OtpPurpose purpose, CodeMail mail) {
    return new CodeStep(
        ground.database(),
        ground.clock(),
        ground.otp(),
        ground.outbox(),
        ground.audit(),
        new KeyedHash(ground.keys(), "code-attempt/" + purpose.name()),
        portal,
        purpose,
        mail);
  }

  /**
   * What new passwords of this portal must be.
   *
   * @throws IllegalArgumentException for the staff's, which are set elsewhere
   */
  public PasswordPolicy policy(Portal portal) {
    return switch (portal) {
      case MYPAGE -> new PasswordPolicy(forms, "password-mypage");
      case EMPLOYER, ISSUANCE -> new PasswordPolicy(forms, "password-employer");
      case STAFF -> throw new IllegalArgumentException("Staff set no passwords here");
    };
  }

  /** What is wrong with a new user ID, told at a field of that name (EMP-2). */
  public List<FieldError> userIdFaults(String field, String userId) {
    return forms.faults("user-id", field, userId);
  }

  /** Where this node hashes. */
  public PasswordPool pool() {
    return pool;
  }

  /** How passwords are hashed; to be run in the {@link #pool}. */
  public PasswordHash hash() {
    return ground.hash();
  }

  /** Login names as they are counted. */
  public LoginNames names() {
    return names;
  }

  private Ladder ladder(Portal portal) {
    return new Ladder(ground.redis(), ground.clock(), lockouts.apply(portal), "login");
  }

  /** Ends the threads that hash. */
  @Override
  public void close() {
    pool.close();
  }
}
