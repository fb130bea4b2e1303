package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import natsuin.pg.Database;
import natsuin.users.UserStore;

/**
 * Tells users by mail and notice that their certificate's time is nearly over, and when it is over
 * (CERT-7). Each is told once, however often and on however many nodes this runs: that it was told
 * is written in the transaction that queues the mail. On any thread that may wait.
 */
public final class TellExpiry {
  private final Database database;
  private final CertificateMails mails;
  private final Duration before;
  private final InstantSource clock;

  /**
   * The task.
   *
   * @param before how long before the end the first mail goes out
   */
  public TellExpiry(
      Database database, CertificateMails mails, Duration before, InstantSource clock) {
    this.database = database;
    this.mails = mails;
    this.before = before;
    this.clock = clock;
  }

  /** Tells everybody who is due; answers how many. */
  public int tell() {
    Instant now = clock.instant();
    int told = 0;
    for (ExpiryStore.Due due : ExpiryStore.due(database.client(), now, before).await()) {
      told += database.tx(tx -> tell(tx, due, now)).await();
    }
    return told;
  }

  private Future<Integer> tell(SqlConnection tx, ExpiryStore.Due due, Instant now) {
    return ExpiryStore.told(tx, due, now)
        .compose(
            first ->
                first
                    ? CredentialStore.byId(tx, due.credential())
                        .compose(
                            found ->
                                UserStore.find(tx, due.user())
                                    .compose(
                                        user ->
                                            mails.expiry(
                                                tx,
                                                user.orElseThrow(),
                                                found.orElseThrow().credential(),
                                                due.over())))
                        .map(1)
                    : Future.succeededFuture(0));
  }
}
