package natsuin.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.UserRole;
import org.jspecify.annotations.Nullable;

/** Customers' users and what belongs to their login. */
public final class UserStore {
  private static final String USER =
      """
      select u.id, u.mypage_id, u.email, u.family_name, u.given_name, u.family_latin, u.given_latin,
             u.title, u.role, u.language, u.password_hash, u.password_expires_at, u.locked_until,
             u.family_kana, u.given_kana, u.birth_date, u.mobile, u.department, u.personal_signature,
             u.email_unconfirmed_since, u.first_login_at, u.deleted_at, u.version,
             o.id as organization_id, o.kind, o.name, o.name_kana, o.name_latin, o.address, o.branch_id,
             o.postal_code, o.telephone, o.established_on, o.account_branch_id, o.borrower,
             o.version as organization_version
      from app_user u join organization o on o.id = u.organization_id
      """;

  private UserStore() {}

  /** The user of this identifier, a deleted one too. */
  public static Future<Optional<User>> find(SqlClient db, UUID id) {
    return db.preparedQuery(USER + "where u.id = $1")
        .execute(Tuple.of(id))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next())));
  }

  /** All users of an organization who are not deleted, in the order of their registration. */
  public static Future<List<User>> ofOrganization(SqlClient db, UUID organization) {
    return db.preparedQuery(
            USER
                + """
                where u.organization_id = $1 and u.deleted_at is null order by u.created_at, u.id
                """)
        .execute(Tuple.of(organization))
        .map(rows -> people(rows));
  }

  /**
   * Users, not deleted, whose name, mail address, MyPageID or organization contains the text; all
   * where it is empty.
   *
   * @param limit at most so many
   */
  public static Future<List<User>> search(SqlClient db, String text, int limit) {
    String pattern = "%" + text.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    return db.preparedQuery(
            USER
                + """
                where concat_ws(' ', o.name, o.name_kana, o.name_latin, u.family_name || u.given_name,
                        u.family_name, u.given_name, u.given_latin, u.family_latin, u.mypage_id, u.email)
                      ilike $1 and u.deleted_at is null
                order by o.name_kana, o.id, u.created_at, u.id limit $2
                """)
        .execute(Tuple.of(pattern, limit))
        .map(rows -> people(rows));
  }

  /** Registers a user. */
  public static Future<Void> insert(SqlClient db, UUID id, NewUser user, Instant now) {
    return db.preparedQuery(
            """
            insert into app_user (id, organization_id, mypage_id, email, family_name, given_name,
              family_latin, given_latin, title, role, language, password_hash, password_expires_at, created_at,
              family_kana, given_kana, birth_date, mobile, department, personal_signature, first_login_at)
            values ($1, $2, upper($3), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
              $19, $20, case when $13::timestamptz is null then $14::timestamptz end)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addUUID(user.organization())
                .addString(user.mypageId())
                .addString(user.email())
                .addString(user.familyName())
                .addString(user.givenName())
                .addString(user.familyLatin())
                .addString(user.givenLatin())
                .addString(user.title())
                .addString(user.role().code())
                .addString(user.language().getLanguage())
                .addString(user.passwordHash())
                .addOffsetDateTime(offset(user.passwordExpiresAt()))
                .addOffsetDateTime(offset(now))
                .addString(user.details().familyKana())
                .addString(user.details().givenKana())
                .addLocalDate(user.details().birthDate())
                .addString(user.details().mobile())
                .addString(user.details().department())
                .addBoolean(user.details().personalSignature()))
        .mapEmpty();
  }

  /**
   * Sets the password for good: it is not a temporary one any more. False if it was changed by
   * somebody else since {@code before} was read.
   */
  public static Future<Boolean> setPassword(
      SqlClient db, UUID id, String before, String after, Instant now) {
    return db.preparedQuery(
            """
            update app_user set password_hash = $3, password_expires_at = null,
              first_login_at = coalesce(first_login_at, $4)
            where id = $1 and password_hash = $2 and deleted_at is null
            """)
        .execute(Tuple.of(id, before, after, offset(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Mails reach this address of the user (LOGIN-6). */
  public static Future<Void> confirmEmail(SqlClient db, UUID id, String email) {
    return db.preparedQuery(
            "update app_user set email_unconfirmed_since = null where id = $1 and email = $2")
        .execute(Tuple.of(id, email))
        .mapEmpty();
  }

  /** Which language the user's mails are in from now on. */
  public static Future<Void> setLanguage(SqlClient db, UUID id, Locale language) {
    return db.preparedQuery("update app_user set language = $2 where id = $1")
        .execute(Tuple.of(id, language.getLanguage()))
        .mapEmpty();
  }

  /** The account behind a mail address or a MyPageID, given in lower case. */
  static Future<Optional<Account>> account(SqlClient db, String login) {
    return db.preparedQuery(
            USER
                + "where (lower(u.email) = $1 or u.mypage_id = upper($1)) and u.deleted_at is null")
        .execute(Tuple.of(login))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(readAccount(rows.iterator().next())));
  }

  private static List<User> people(Iterable<Row> rows) {
    var people = new ArrayList<User>();
    rows.forEach(row -> people.add(read(row)));
    return people;
  }

  private static Account readAccount(Row row) {
    return new Account(read(row), row.getString("password_hash"));
  }

  private static User read(Row row) {
    return new User(
        row.getUUID("id"),
        OrganizationStore.read(row, "organization_id"),
        row.getString("mypage_id"),
        row.getString("email"),
        row.getString("family_name"),
        row.getString("given_name"),
        row.getString("family_latin"),
        row.getString("given_latin"),
        row.getString("title"),
        UserRole.of(row.getString("role")),
        Locale.of(row.getString("language")),
        instant(row, "password_expires_at"),
        instant(row, "locked_until"),
        new Details(
            row.getString("family_kana"),
            row.getString("given_kana"),
            row.getLocalDate("birth_date"),
            row.getString("mobile"),
            row.getString("department"),
            row.getBoolean("personal_signature")),
        new User.Life(
            instant(row, "email_unconfirmed_since"),
            instant(row, "first_login_at"),
            instant(row, "deleted_at"),
            row.getInteger("version")));
  }

  static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  static @Nullable OffsetDateTime offset(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
