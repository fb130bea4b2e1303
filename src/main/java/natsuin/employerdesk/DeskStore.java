package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import natsuin.users.Branch;
import natsuin.users.Employer;
import natsuin.users.EmployerStore;
import natsuin.users.EmployerUserStore;
import natsuin.users.StaffStore;

/** Changes of employers and of their master users; whoever changes holds the employer's row. */
final class DeskStore {
  private DeskStore() {}

  /** The employer and its users, for this transaction alone until it ends. */
  static Future<Optional<Held>> lock(SqlConnection tx, UUID employer) {
    return tx.preparedQuery("select id from employer where id = $1 for update")
        .execute(Tuple.of(employer))
        .compose(locked -> find(tx, employer));
  }

  /** The employer and its users as they are at this moment. */
  static Future<Optional<Held>> find(SqlClient db, UUID employer) {
    return EmployerStore.find(db, employer)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : EmployerUserStore.of(db, employer)
                        .map(users -> Optional.of(new Held(found.get(), users))));
  }

  /** Writes all that can change of an employer. */
  static Future<Void> update(SqlConnection tx, Employer employer) {
    return tx.preparedQuery(
            """
            update employer
            set name = $2, name_kana = $3, name_latin = $4, postal_code = $5, address = $6,
              version = version + 1
            where id = $1
            """)
        .execute(
            Tuple.of(
                employer.id(),
                employer.name(),
                employer.nameKana(),
                employer.nameLatin(),
                employer.postalCode(),
                employer.address()))
        .mapEmpty();
  }

  /** Another initial password; the one before is void. */
  static Future<Void> initialPassword(SqlConnection tx, UUID user, String hash, Instant until) {
    return tx.preparedQuery(
            """
            update employer_user
            set password_hash = $2, password_expires_at = $3, version = version + 1
            where id = $1 and deleted_at is null
            """)
        .execute(Tuple.of(user, hash, until.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** The user is as before the first registration; whose row it was is not known any more. */
  static Future<Void> reset(SqlConnection tx, UUID user) {
    return tx.preparedQuery(
            """
            update employer_user
            set user_id = null, name = '', email = '', registered_at = null
            where id = $1 and deleted_at is null
            """)
        .execute(Tuple.of(user))
        .mapEmpty();
  }

  /** Whether another employer of that name is at that address already. */
  static Future<Boolean> isKnown(SqlClient db, String name, String address) {
    return db.preparedQuery(
            """
            select 1 from employer
            where translate(name, ' \u3000', '') = translate($1, ' \u3000', '')
              and translate(address, ' \u3000', '') = translate($2, ' \u3000', '') limit 1
            """)
        .execute(Tuple.of(name, address))
        .map(rows -> rows.size() > 0);
  }

  /** The bank's branch of this code. */
  static Future<Optional<Branch>> branch(SqlClient db, String code) {
    return StaffStore.branches(db)
        .map(all -> all.stream().filter(branch -> branch.code().equals(code)).findFirst());
  }
}
