package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.certificates.ClientRevocations;
import natsuin.fields.Forms;
import natsuin.kernel.BankTime;
import natsuin.kernel.Failure;
import natsuin.outbox.Outbox;
import natsuin.passwords.Passwords;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;
import natsuin.users.EmployerUserStore;

/**
 * What this story works with.
 *
 * @param portal where employers enter, without a slash at its end
 */
public record DeskTools(
    Database database,
    InstantSource clock,
    Forms forms,
    Passwords passwords,
    ClientRevocations revocations,
    Sessions sessions,
    Audit audit,
    Outbox outbox,
    Announcements announcements,
    String portal) {

  /**
   * All of the work on an employer in one transaction, or none of it; waits. Meanwhile nobody else
   * of the staff changes it. The work may run again where others came in between.
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

  private static Held held(SqlConnection tx, UUID employer) {
    return EmployerUserStore.lockEmployer(tx, employer, Held::new)
        .await()
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }

  /** What is done to an employer that is held. */
  interface Work<T> {
    T on(SqlConnection tx, Held held);
  }

  /** The day at the bank. */
  LocalDate today() {
    return BankTime.today(clock);
  }
}
