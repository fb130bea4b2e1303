package natsuin.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.StaffRole;

/** The bank's staff and its branches. */
public final class StaffStore {
  private static final String STAFF =
      """
      select s.id, s.login, s.name, s.email, s.role, s.password_hash, s.locked_until,
             b.id as branch_id, b.code as branch_code, b.name as branch_name, b.name_latin as branch_name_latin
      from staff s join branch b on b.id = s.branch_id
      """;

  private StaffStore() {}

  /** The member of this identifier. */
  public static Future<Optional<StaffMember>> find(SqlClient db, UUID id) {
    return db.preparedQuery(STAFF + "where s.id = $1")
        .execute(Tuple.of(id))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next())));
  }

  /** The account behind a login name in lower case. */
  static Future<Optional<Account>> account(SqlClient db, String login) {
    return db.preparedQuery(STAFF + "where s.login = $1")
        .execute(Tuple.of(login))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(readAccount(rows.iterator().next())));
  }

  /** Every branch, by its code. */
  public static Future<List<Branch>> branches(SqlClient db) {
    return db.query("select id, code, name, name_latin from branch order by code")
        .execute()
        .map(
            rows -> {
              var branches = new ArrayList<Branch>();
              rows.forEach(row -> branches.add(readBranch(row, "")));
              return branches;
            });
  }

  /** Registers a member. */
  public static Future<Void> insert(SqlClient db, UUID id, NewStaffMember member, Instant now) {
    return db.preparedQuery(
            """
            insert into staff (id, branch_id, login, name, email, role, password_hash, created_at)
            values ($1, $2, lower($3), $4, $5, $6, $7, $8)
            """)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addUUID(member.branch())
                .addString(member.login())
                .addString(member.name())
                .addString(member.email())
                .addString(member.role().code())
                .addString(member.passwordHash())
                .addOffsetDateTime(UserStore.offset(now)))
        .mapEmpty();
  }

  /** Registers a branch. */
  public static Future<Void> insert(SqlClient db, Branch branch) {
    return db.preparedQuery(
            "insert into branch (id, code, name, name_latin) values ($1, $2, $3, $4)")
        .execute(Tuple.of(branch.id(), branch.code(), branch.name(), branch.nameLatin()))
        .mapEmpty();
  }

  private static Account readAccount(Row row) {
    return new Account(read(row), row.getString("password_hash"));
  }

  private static StaffMember read(Row row) {
    return new StaffMember(
        row.getUUID("id"),
        readBranch(row, "branch_"),
        row.getString("login"),
        row.getString("name"),
        row.getString("email"),
        StaffRole.of(row.getString("role")),
        UserStore.instant(row, "locked_until"));
  }

  private static Branch readBranch(Row row, String prefix) {
    return new Branch(
        row.getUUID(prefix + "id"),
        row.getString(prefix + "code"),
        row.getString(prefix + "name"),
        row.getString(prefix + "name_latin"));
  }
}
