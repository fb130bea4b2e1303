package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Changes of an employer's users; whoever changes holds the employer's row. */
final class PortalStore {
  private PortalStore() {}

  /** Whether somebody who is not deleted has this user ID; case counts. */
  static Future<Boolean> isTaken(SqlClient db, String userId) {
    return db.preparedQuery("select 1 from employer_user where user_id = $1 and deleted_at is null")
        .execute(Tuple.of(userId))
        .map(rows -> rows.size() > 0);
  }

  /**
   * A master user's first registration, while the initial password is still that; false otherwise.
   * Violates {@code employer_user_user_id} where the user ID is taken.
   */
  static Future<Boolean> register(SqlConnection tx, RegistrationDraft draft, Instant now) {
    var entered = draft.entered().orElseThrow();
    return tx.preparedQuery(
            """
            update employer_user
            set user_id = $3, name = $4, email = $5, password_hash = $6,
              password_expires_at = null, registered_at = $7, language = $8, version = version + 1
            where id = $1 and password_hash = $2 and user_id is null and deleted_at is null
              and blocked_at is null and password_expires_at > $7
            """)
        .execute(
            Tuple.of(
                draft.user(),
                draft.initialHash(),
                entered.userId(),
                entered.name(),
                entered.email(),
                entered.passwordHash(),
                now.atOffset(ZoneOffset.UTC),
                entered.language().getLanguage()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Writes name and mail address. */
  static Future<Void> update(SqlConnection tx, UUID user, String name, String email) {
    return tx.preparedQuery(
            """
            update employer_user set name = $2, email = $3, version = version + 1
            where id = $1 and deleted_at is null
            """)
        .execute(Tuple.of(user, name, email))
        .mapEmpty();
  }

  /** The row stays for certificates and the trail; nobody logs in by it, and the ID is free. */
  static Future<Void> delete(SqlConnection tx, UUID user, Instant now) {
    return tx.preparedQuery(
            """
            update employer_user
            set deleted_at = $2, password_hash = '', password_expires_at = null,
              version = version + 1
            where id = $1
            """)
        .execute(Tuple.of(user, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }
}
