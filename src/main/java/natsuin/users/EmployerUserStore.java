package natsuin.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import natsuin.kernel.EmployerRole;

/** Employers' users and what belongs to their login. */
public final class EmployerUserStore {
  private static final String USER =
      "select "
          + EmployerStore.COLUMNS
          + """
          , u.id, u.role, u.user_id, u.name, u.email, u.language, u.password_hash,
            u.password_expires_at, u.locked_until, u.locks, u.blocked_at, u.registered_at,
            u.deleted_at, u.version
          from employer_user u
          join employer e on e.id = u.employer_id
          join branch b on b.id = e.branch_id
          """;

  private EmployerUserStore() {}

  /** The user of this identifier, a deleted one too. */
  public static Future<Optional<EmployerUser>> find(SqlClient db, UUID id) {
    return db.preparedQuery(USER + "where u.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(EmployerUserStore::read));
  }

  /** An employer's users who are not deleted: the master user first, then by registration. */
  public static Future<List<EmployerUser>> of(SqlClient db, UUID employer) {
    return db.preparedQuery(
            USER
                + """
                where u.employer_id = $1 and u.deleted_at is null
                order by u.role = 'master' desc, u.created_at, u.id
                """)
        .execute(Tuple.of(employer))
        .map(rows -> rows.stream().map(EmployerUserStore::read).toList());
  }

  /** The employer, and its users who are not deleted, as they are at this moment. */
  public static <T> Future<Optional<T>> withEmployer(
      SqlClient db, UUID employer, BiFunction<Employer, List<EmployerUser>, T> together) {
    return EmployerStore.find(db, employer)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : of(db, employer)
                        .map(users -> Optional.of(together.apply(found.get(), users))));
  }

  /** The same, for this transaction alone until it ends. */
  public static <T> Future<Optional<T>> lockEmployer(
      SqlConnection tx, UUID employer, BiFunction<Employer, List<EmployerUser>, T> together) {
    return tx.preparedQuery("select id from employer where id = $1 for update")
        .execute(Tuple.of(employer))
        .compose(locked -> withEmployer(tx, employer, together));
  }

  /** The account of the master user of the employer with this number (EMP-5). */
  public static Future<Optional<Account>> master(SqlClient db, String employerNumber) {
    return account(
        db, "where e.number = $1 and u.role = 'master' and u.deleted_at is null", employerNumber);
  }

  /** The account behind a user ID; case counts. */
  static Future<Optional<Account>> account(SqlClient db, String userId) {
    return account(db, "where u.user_id = $1 and u.deleted_at is null", userId);
  }

  private static Future<Optional<Account>> account(SqlClient db, String where, String value) {
    return db.preparedQuery(USER + where)
        .execute(Tuple.of(value))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Account(read(row), row.getString("password_hash"))));
  }

  /** What the present password of this user is checked against. */
  public static Future<String> passwordHash(SqlClient db, UUID id) {
    return db.preparedQuery("select password_hash from employer_user where id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.iterator().next().getString("password_hash"));
  }

  /** Registers a user; violates {@code employer_user_user_id} where the user ID is taken. */
  public static Future<Void> insert(SqlClient db, UUID id, NewEmployerUser user, Instant now) {
    return db.preparedQuery(
            """
            insert into employer_user (id, employer_id, role, user_id, name, email, language,
              password_hash, password_expires_at, registered_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
              case when $9::timestamptz is null then $10::timestamptz end, $10)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addUUID(user.employer())
                .addString(user.role().code())
                .addString(user.userId())
                .addString(user.name())
                .addString(user.email())
                .addString(user.language().getLanguage())
                .addString(user.passwordHash())
                .addOffsetDateTime(UserStore.offset(user.passwordExpiresAt()))
                .addOffsetDateTime(UserStore.offset(now)))
        .mapEmpty();
  }

  /**
   * Sets a password of the user's own: it is no initial one any more. False if it was changed by
   * somebody else since {@code before} was read.
   */
  public static Future<Boolean> setPassword(
      SqlClient db, UUID id, String before, String after, Instant now) {
    return db.preparedQuery(
            """
            update employer_user set password_hash = $3, password_expires_at = null,
              registered_at = coalesce(registered_at, $4)
            where id = $1 and password_hash = $2 and deleted_at is null
            """)
        .execute(Tuple.of(id, before, after, UserStore.offset(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Another initial password; the one before is void. */
  public static Future<Void> setInitialPassword(SqlClient db, UUID id, InitialPassword password) {
    return db.preparedQuery(
            """
            update employer_user
            set password_hash = $2, password_expires_at = $3, version = version + 1
            where id = $1 and deleted_at is null
            """)
        .execute(Tuple.of(id, password.hash(), UserStore.offset(password.until())))
        .mapEmpty();
  }

  /** Which language the user's mails are in from now on. */
  public static Future<Void> setLanguage(SqlClient db, UUID id, Locale language) {
    return db.preparedQuery("update employer_user set language = $2 where id = $1")
        .execute(Tuple.of(id, language.getLanguage()))
        .mapEmpty();
  }

  private static EmployerUser read(Row row) {
    return new EmployerUser(
        row.getUUID("id"),
        EmployerStore.read(row),
        EmployerRole.of(row.getString("role")),
        row.getString("user_id"),
        row.getString("name"),
        row.getString("email"),
        Locale.of(row.getString("language")),
        UserStore.instant(row, "password_expires_at"),
        UserStore.instant(row, "locked_until"),
        new EmployerUser.Life(
            row.getInteger("locks"),
            UserStore.instant(row, "blocked_at"),
            UserStore.instant(row, "registered_at"),
            UserStore.instant(row, "deleted_at"),
            row.getInteger("version")));
  }
}
