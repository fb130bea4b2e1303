package natsuin.letters;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Who is to be written to about a contract, and what there is to say of it. */
final class LetterStore {
  /** Once a user, however many seats he has; those who are no users any more are left out. */
  private static final String SIGNERS =
      """
      select distinct on (u.id) u.id, u.family_name || '\u3000' || u.given_name as name,
        o.name as organization, u.email, u.language
      from contract_signer s
      join app_user u on u.id = s.user_id %s
      join organization o on o.id = u.organization_id
      where u.deleted_at is null and
      """;

  private static final String OR_REPRESENTS =
      "or (u.organization_id = s.organization_id and u.role = 'representative')";

  private LetterStore() {}

  static Future<Subject> subject(SqlClient db, UUID contract) {
    return db.preparedQuery(
            """
            select id, number, summary, kind, planned_on, sign_by, repaid_on, end_reason
            from contract where id = $1
            """)
        .execute(Tuple.of(contract))
        .map(rows -> subject(rows.iterator().next()));
  }

  static Future<List<Addressee>> signers(SqlClient db, UUID contract, Letter.Readers readers) {
    String condition =
        switch (readers) {
          case ALL, ALL_AND_REPRESENTATIVES -> "true";
          case INVITED -> "s.state = 'invited'";
          case OUTSTANDING -> "s.state in ('waiting', 'invited')";
          case UNTOLD ->
              """
              not exists (
                select 1 from contract a join contract_signer t on t.contract_id = a.id
                where a.cancels = s.contract_id and a.state = 'ended' and t.user_id = u.id)
              """;
        };
    String more = readers == Letter.Readers.ALL_AND_REPRESENTATIVES ? OR_REPRESENTS : "";
    return db.preparedQuery(
            SIGNERS.formatted(more) + " s.contract_id = $1 and " + condition + " order by u.id")
        .execute(Tuple.of(contract))
        .map(LetterStore::addressees);
  }

  /** Whoever sits in these seats. */
  static Future<List<Addressee>> seats(SqlClient db, List<UUID> seats) {
    return db.preparedQuery(SIGNERS.formatted("") + " s.id = any($1) order by u.id")
        .execute(Tuple.of(seats.toArray(UUID[]::new)))
        .map(LetterStore::addressees);
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

  private static Subject subject(Row row) {
    return new Subject(
        row.getUUID("id"),
        row.getString("number"),
        row.getString("summary"),
        "cancellation".equals(row.getString("kind")),
        row.getLocalDate("planned_on"),
        row.getLocalDate("sign_by"),
        row.getLocalDate("repaid_on"),
        row.getString("end_reason"),
        null);
  }

  private static List<Addressee> addressees(RowSet<Row> rows) {
    return rows.stream()
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
