package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.certificates.ClientRevocations;
import natsuin.certificates.ClientValidity;
import natsuin.fields.Forms;
import natsuin.kernel.BankTime;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Failure;
import natsuin.lockout.Throttle;
import natsuin.otp.CarriedSecrets;
import natsuin.otp.Otp;
import natsuin.outbox.Outbox;
import natsuin.passwords.PasswordPolicy;
import natsuin.passwords.Passwords;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;
import natsuin.users.EmployerUserStore;
import natsuin.users.InitialPassword;
import natsuin.vault.Secrets;

/**
 * What registration and everything inside the portal stand on.
 *
 * @param secrets keeps a registration between two requests of one browser
 * @param initialPassword how long one is good that a master user hands out
 * @param baseUrl how employers' browsers reach the portal, without a slash at its end
 */
public record PortalTools(
    Database database,
    InstantSource clock,
    Forms forms,
    Passwords passwords,
    Otp otp,
    CarriedSecrets secrets,
    Sessions sessions,
    ClientRevocations revocations,
    ClientValidity validity,
    Throttle throttle,
    Outbox outbox,
    Audit audit,
    Duration initialPassword,
    ByteSize bodyLimit,
    String baseUrl) {

  /**
   * All of the work on an employer in one transaction, or none of it; waits. Meanwhile nobody else
   * changes the employer or its users. The work may run again where others came in between, so it
   * touches nothing but the database.
   */
  <T> T with(UUID employer, Work<T> work) {
    return database
        .tx(
            tx -> {
              try {
                return Future.succeededFuture(work.on(tx, held(tx, employer)));
              } catch (Exception refused) {
                return Future.<T>failedFuture(refused);
              }
            })
        .await();
  }

  private static HeldEmployer held(SqlConnection tx, UUID employer) {
    return EmployerUserStore.lockEmployer(tx, employer, HeldEmployer::new)
        .await()
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }

  /** What is done to an employer that is held. */
  interface Work<T> {
    T on(SqlConnection tx, HeldEmployer held);
  }

  /** The plain values of a form; fails as {@link Failure.Invalid}. */
  JsonObject take(String form, JsonObject input) {
    return forms.form(form).take(input, BankTime.today(clock)).orThrow();
  }

  /** A new initial password, hashed; fails as {@link Failure.Busy} when too many are logging in. */
  InitialPassword drawPassword() {
    Instant until =
        BankTime.startOf(BankTime.dayOf(clock.instant().plus(initialPassword)).plusDays(1));
    String plain = Secrets.initialPassword();
    return new InitialPassword(plain, hash(plain), until);
  }

  /** As it is kept; fails as {@link Failure.Busy} when too many are logging in. */
  String hash(String password) {
    return passwords
        .pool()
        .holdingPlace(
            () ->
                passwords.pool().run(() -> passwords.hash().hash(PasswordPolicy.plain(password))));
  }
}
