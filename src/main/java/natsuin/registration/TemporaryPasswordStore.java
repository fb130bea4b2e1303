package natsuin.registration;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Writes a temporary password over another. */
final class TemporaryPasswordStore {
  private TemporaryPasswordStore() {}

  /**
   * False where the user has been there with a password of his own, or was deleted (LOGIN-5).
   *
   * @param stranded also for somebody who has, and whose mail address waits for its code: he gets
   *     no code for a forgotten password
   */
  static Future<Boolean> replace(
      SqlConnection tx, UUID user, String hash, Instant expiresAt, boolean stranded) {
    return tx.preparedQuery(
            """
            update app_user set password_hash = $2, password_expires_at = $3
            where id = $1 and deleted_at is null
              and (first_login_at is null or ($4 and email_unconfirmed_since is not null))
            """)
        .execute(Tuple.of(user, hash, expiresAt.atOffset(ZoneOffset.UTC), stranded))
        .map(rows -> rows.rowCount() == 1);
  }
}
