package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.kernel.Ids;
import natsuin.kernel.Portal;
import natsuin.pg.Database;
import natsuin.users.EmployerNumber;
import natsuin.users.EmployerStore;
import natsuin.users.EmployerUserStore;
import natsuin.users.InitialPassword;
import natsuin.users.NewEmployer;
import natsuin.users.NewEmployerUser;
import natsuin.vault.Secrets;

/** Writes a new employer and the account of its master user. */
final class NewMaster {
  private static final int SERIAL_DIGITS = 9;
  private final DeskTools tools;

  NewMaster(DeskTools tools) {
    this.tools = tools;
  }

  /** A number that nobody has; waits. */
  String freeNumber() {
    while (true) {
      String drawn = EmployerNumber.of(Long.parseLong(Secrets.digits(SERIAL_DIGITS)));
      if (EmployerStore.byNumber(tools.database().client(), drawn).await().isEmpty()) {
        return drawn;
      }
    }
  }

  /** Why this number cannot be given by hand. */
  static Optional<FieldError> refused(String number) {
    return EmployerNumber.isValid(number)
        ? Optional.empty()
        : Optional.of(new FieldError("number", "employer-number-check"));
  }

  /** The employer's identifier; fails as Invalid where the number is taken. */
  Future<UUID> insert(SqlConnection tx, NewEmployer employer, InitialPassword password) {
    UUID id = Ids.next(tools.clock());
    Instant now = tools.clock().instant();
    var master =
        new NewEmployerUser(
            id,
            EmployerRole.MASTER,
            null,
            "",
            "",
            Locale.JAPANESE,
            password.hash(),
            password.until());
    UUID user = Ids.next(tools.clock());
    return EmployerStore.insert(tx, id, employer, now)
        .recover(NewMaster::taken)
        .compose(done -> EmployerUserStore.insert(tx, user, master, now))
        .compose(done -> EmployerUserStore.find(tx, user))
        // Strangers may have closed the number by trying it before anybody had it.
        .compose(added -> tools.passwords().lifting(Portal.EMPLOYER).lift(tx, added.orElseThrow()))
        .map(id);
  }

  private static Future<Void> taken(Throwable fault) {
    return Future.failedFuture(
        Database.violates(fault, "employer_number_key")
            ? new Failure.Invalid(new FieldError("number", "employer-number-taken")).exception()
            : fault);
  }
}
