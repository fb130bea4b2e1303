package natsuin.users;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Customers of the employer portal. */
public final class EmployerStore {
  /** What {@link #read} needs of an employer {@code e} and its branch {@code b}. */
  static final String COLUMNS =
      """
      e.id as employer_id, e.number, e.name as employer_name, e.name_kana, e.name_latin,
      e.postal_code, e.address, e.version as employer_version, e.created_at as employer_since,
      b.id as branch_id, b.code as branch_code, b.name as branch_name,
      b.name_latin as branch_name_latin
      """;

  private static final String EMPLOYER =
      "select " + COLUMNS + " from employer e join branch b on b.id = e.branch_id ";

  private EmployerStore() {}

  /** The employer of this identifier. */
  public static Future<Optional<Employer>> find(SqlClient db, UUID id) {
    return db.preparedQuery(EMPLOYER + "where e.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(EmployerStore::read));
  }

  /** The employer of this 事業主番号. */
  public static Future<Optional<Employer>> byNumber(SqlClient db, String number) {
    return db.preparedQuery(EMPLOYER + "where e.number = $1")
        .execute(Tuple.of(number))
        .map(rows -> rows.stream().findFirst().map(EmployerStore::read));
  }

  /** Registers an employer; violates {@code employer_number_key} where the number is taken. */
  public static Future<Void> insert(SqlClient db, UUID id, NewEmployer employer, Instant now) {
    return db.preparedQuery(
            """
            insert into employer (id, number, name, name_kana, name_latin, postal_code, address,
              branch_id, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
        .execute(
            Tuple.of(
                id,
                employer.number(),
                employer.name(),
                employer.nameKana(),
                employer.nameLatin(),
                employer.postalCode(),
                employer.address(),
                employer.branch(),
                UserStore.offset(now)))
        .mapEmpty();
  }

  static Employer read(Row row) {
    return new Employer(
        row.getUUID("employer_id"),
        row.getString("number"),
        row.getString("employer_name"),
        row.getString("name_kana"),
        row.getString("name_latin"),
        row.getString("postal_code"),
        row.getString("address"),
        new Branch(
            row.getUUID("branch_id"),
            row.getString("branch_code"),
            row.getString("branch_name"),
            row.getString("branch_name_latin")),
        row.getInteger("employer_version"),
        row.getOffsetDateTime("employer_since").toInstant());
  }
}
