package natsuin.login;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import natsuin.audit.Audit;
import natsuin.certificates.Credentials;
import natsuin.http.Routes;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Portal;
import natsuin.lockout.Lockout;
import natsuin.lockout.Throttle;
import natsuin.otp.Otp;
import natsuin.otp.OtpPurpose;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.redis.RedisServer;
import natsuin.sessions.Sessions;
import natsuin.vault.KeyedHash;
import natsuin.vault.MasterKeys;
import natsuin.vault.PasswordHash;

/** The door of this story: puts its use cases together. */
public final class Login implements AutoCloseable {
  private final PasswordPool pool;
  private final List<Routes> routes;

  /** The story on this ground and with these duties. */
  public Login(
      Vertx vertx,
      Database database,
      RedisServer redis,
      InstantSource clock,
      LoginConfiguration configuration,
      ByteSize bodyLimit,
      MasterKeys keys,
      PasswordHash passwords,
      Throttle throttle,
      Sessions sessions,
      Otp otp,
      Outbox outbox,
      Audit audit,
      Credentials credentials) {
    this.pool = new PasswordPool(vertx, configuration.hashing(), configuration.hashingQueue());
    var lockout = new Lockout(redis, clock, configuration.lockout(), "login");
    var wrong = new WrongPassword(database, clock, audit, outbox);
    var names = new LoginNames(new KeyedHash(keys, "login-name"));
    var check = new CheckPassword(database, clock, lockout, names, passwords, pool, wrong);
    var begin = new BeginSession(database, clock, sessions, audit);
    var read = new ReadSession(database, sessions, credentials, clock);
    var out = new LogOut(database, sessions, audit);
    var confirmEmail =
        new SecondStep(
            database,
            clock,
            otp,
            outbox,
            audit,
            begin,
            new KeyedHash(keys, "login-attempt"),
            Portal.MYPAGE,
            OtpPurpose.EMAIL_CONFIRMATION);
    var staffCode =
        new SecondStep(
            database,
            clock,
            otp,
            outbox,
            audit,
            begin,
            new KeyedHash(keys, "staff-login-attempt"),
            Portal.STAFF,
            OtpPurpose.STAFF_LOGIN);
    var policy = configuration.passwordPolicy();
    var change =
        new ChangePassword(
            database, clock, policy, lockout, passwords, pool, wrong, sessions, outbox, audit);
    var codes =
        new RecoveryCodes(
            otp, new Lockout(redis, clock, configuration.recovery(), "recovery"), names);
    var recover =
        new RecoverPassword(
            database, clock, policy, codes, lockout, names, passwords, pool, sessions, outbox,
            audit);
    this.routes =
        List.of(
            new LoginRoutes(
                new LogIn(check, begin, confirmEmail, clock), out, read, change, bodyLimit),
            new RecoveryRoutes(
                throttle,
                new SendRecoveryCode(vertx, database, codes, outbox, audit),
                recover,
                bodyLimit),
            new StaffLoginRoutes(new LogInStaff(check, staffCode), out, read, bodyLimit));
  }

  /** What this story offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }

  /** Ends the threads that hash. */
  @Override
  public void close() {
    pool.close();
  }
}
