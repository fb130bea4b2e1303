package natsuin.members;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.function.Function;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.certificates.Credentials;
import natsuin.pg.Database;
import natsuin.requests.CertificateRequests;
import natsuin.sessions.Sessions;

/** What this story works with. */
public record MemberTools(
    Database database,
    InstantSource clock,
    Credentials credentials,
    CertificateRequests requests,
    Sessions sessions,
    Audit audit,
    Announcements announcements,
    MembersConfiguration configuration) {

  /**
   * All of the work in one transaction, or none of it; waits. The work may run again where others
   * came in between, so it touches nothing but the database.
   */
  <T> T inTransaction(Function<SqlConnection, T> work) {
    return database
        .tx(
            tx -> {
              try {
                return Future.succeededFuture(work.apply(tx));
              } catch (Exception refused) {
                return Future.failedFuture(refused);
              }
            })
        .await();
  }
}
