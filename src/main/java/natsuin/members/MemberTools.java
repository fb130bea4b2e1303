package natsuin.members;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.certificates.CertificateMails;
import natsuin.certificates.Credentials;
import natsuin.certificates.RevokeCredential;
import natsuin.fields.Forms;
import natsuin.kernel.Failure;
import natsuin.lockout.Throttle;
import natsuin.mandates.Mandates;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.registration.Register;
import natsuin.requests.CertificateRequests;
import natsuin.sessions.Sessions;

/** What this story works with. */
public record MemberTools(
    Database database,
    InstantSource clock,
    Forms forms,
    Credentials credentials,
    RevokeCredential revoke,
    CertificateMails certificateMails,
    CertificateRequests requests,
    Register register,
    Mandates mandates,
    Sessions sessions,
    Audit audit,
    Outbox outbox,
    Announcements announcements,
    MembersConfiguration configuration,
    Throttle throttle,
    String baseUrl) {
  private static final ZoneId BANK_TIME = ZoneId.of("Asia/Tokyo");

  /**
   * All of the work on an organization in one transaction, or none of it; waits. Meanwhile nobody
   * else changes the organization or its users. The work may run again where others came in
   * between, so it touches nothing but the database.
   */
  <T> T with(UUID organization, Work<T> work) {
    return database
        .tx(
            tx -> {
              try {
                var household =
                    MemberStore.lock(tx, organization)
                        .await()
                        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
                T done = work.on(tx, household);
                Database.afterCommit(
                    tx, () -> announcements.say(new Announcement.MembersTouched(organization)));
                return Future.succeededFuture(done);
              } catch (Exception refused) {
                return Future.failedFuture(refused);
              }
            })
        .await();
  }

  /** What is done to an organization that is held. */
  interface Work<T> {
    T on(SqlConnection tx, Household household);
  }

  /** The day at the bank. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), BANK_TIME);
  }
}
