package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import natsuin.users.Employer;

/** Changes of employers and of their master users; whoever changes holds the employer's row. */
final class DeskStore {
  private DeskStore() {}

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

  /** The numbers among these that employers have. */
  static Future<Set<String>> taken(SqlClient db, List<String> numbers) {
    return db.preparedQuery("select number from employer where number = any($1)")
        .execute(Tuple.tuple().addArrayOfString(numbers.toArray(String[]::new)))
        .map(rows -> rows.stream().map(row -> row.getString("number")).collect(Collectors.toSet()));
  }

  /** Those of them whose name and address, however spaced, some employer has: one scan for all. */
  static Future<Set<Twin>> known(SqlClient db, List<Twin> all) {
    return db.preparedQuery(
            """
            select translate(name, ' \u3000', '') as name, translate(address, ' \u3000', '') as address
            from employer
            where (translate(name, ' \u3000', ''), translate(address, ' \u3000', ''))
              in (select * from unnest($1::text[], $2::text[]))
            """)
        .execute(
            Tuple.tuple()
                .addArrayOfString(all.stream().map(Twin::name).toArray(String[]::new))
                .addArrayOfString(all.stream().map(Twin::address).toArray(String[]::new)))
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Twin(row.getString("name"), row.getString("address")))
                    .collect(Collectors.toSet()));
  }
}
