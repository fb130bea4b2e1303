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
import natsuin.passwords.Passwords;
import natsuin.pg.Database;
import natsuin.redis.RedisServer;
import natsuin.sessions.Sessions;

/** The door of this story: puts its use cases together. */
public final class Login {
  private final List<Routes> routes;

  /** The story on this ground and with these duties. */
  public Login(
      Vertx vertx,
      Database database,
      RedisServer redis,
      InstantSource clock,
      LoginConfiguration configuration,
      ByteSize bodyLimit,
      Passwords passwords,
      Throttle throttle,
      Sessions sessions,
      Otp otp,
      Outbox outbox,
      Audit audit,
      Credentials credentials) {
    var begin = new BeginSession(database, clock, sessions, audit);
    var read = new ReadSession(database, sessions, credentials, clock);
    var out = new LogOut(database, sessions, audit);
    var confirmEmail =
        passwords.codeStep(Portal.MYPAGE, OtpPurpose.EMAIL_CONFIRMATION, LoginMails::emailCode);
    var staffCode = passwords.codeStep(Portal.STAFF, OtpPurpose.STAFF_LOGIN, LoginMails::code);
    var logIn =
        new LogIn(
            passwords.check(Portal.MYPAGE),
            begin,
            new SecondStep(confirmEmail, begin, Portal.MYPAGE),
            clock);
    var logInStaff =
        new LogInStaff(
            passwords.check(Portal.STAFF), new SecondStep(staffCode, begin, Portal.STAFF));
    var policy = passwords.policy(Portal.MYPAGE);
    var codes =
        new RecoveryCodes(
            otp,
            new Lockout(redis, clock, configuration.recovery(), "recovery"),
            passwords.names());
    this.routes =
        List.of(
            new LoginRoutes(
                logIn,
                out,
                read,
                new ChangePassword(database, clock, policy, passwords, sessions, outbox, audit),
                bodyLimit),
            new RecoveryRoutes(
                throttle,
                new SendRecoveryCode(vertx, database, codes, outbox, audit),
                new RecoverPassword(
                    database, clock, policy, codes, passwords, sessions, outbox, audit),
                bodyLimit),
            new StaffLoginRoutes(logInStaff, out, read, bodyLimit));
  }

  /** What this story offers over HTTP. */
  public List<Routes> routes() {
    return routes;
  }
}
