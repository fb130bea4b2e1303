package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Who is to be written to about a contract. */
final class AddresseeStore {
  private static final String SIGNERS =
      """
      select distinct on (u.id) u.id, u.family_name || '\u3000' || u.given_name as name, o.name as organization,
        u.email, u.language
      from contract_signer s
      join app_user u on u.id = s.user_id
      join organization o on o.id = s.organization_id
      where s.contract_id = $1 and u.deleted_at is null
      """;

  private AddresseeStore() {}

  /** All signers, but for those who are no users any more. */
  static Future<List<Addressee>> signers(SqlClient db, UUID contract) {
    return db.preparedQuery(SIGNERS + " order by u.id")
        .execute(Tuple.of(contract))
        .map(AddresseeStore::addressees);
  }

  /** Those who are asked to sign now. */
  static Future<List<Addressee>> invited(SqlClient db, UUID contract) {
    return db.preparedQuery(SIGNERS + " and s.state = 'invited' order by u.id")
        .execute(Tuple.of(contract))
        .map(AddresseeStore::addressees);
  }

  /** The officer who created it; staff read Japanese. */
  static Future<Addressee> officer(SqlClient db, UUID contract) {
    return db.preparedQuery(
            """
            select o.id, o.name, b.name as organization, o.email, 'ja' as language
            from contract c join staff o on o.id = c.officer_id join branch b on b.id = c.branch_id
            where c.id = $1
            """)
        .execute(Tuple.of(contract))
        .map(rows -> addressees(rows).getFirst());
  }

  private static List<Addressee> addressees(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new Addressee(
                    row.getUUID("id"),
                    row.getString("name"),
                    row.getString("organization"),
                    row.getString("email"),
                    Locale.of(row.getString("language"))))
        .toList();
  }
}
