package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.users.Branch;
import org.jspecify.annotations.Nullable;

/** The rows that filed resets are. */
final class ResetStore {
  private static final String RESET =
      """
      select r.id, r.employer_id, r.user_id, r.reason, r.paper_date, r.note, r.state, r.filed_by,
             r.filed_at, e.number, e.name, f.name as filed_by_name, b.id as branch_id,
             b.code as branch_code, b.name as branch_name, b.name_latin as branch_name_latin
      from employer_reset r
      join employer e on e.id = r.employer_id
      join staff f on f.id = r.filed_by
      join branch b on b.id = r.branch_id
      """;

  private ResetStore() {}

  /** What is filed. */
  record NewReset(UUID id, Held held, Records.Why why, LocalDate paperDate, UUID by, Instant at) {}

  static Future<Optional<Reset>> find(SqlClient db, UUID id) {
    return db.preparedQuery(RESET + "where r.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(ResetStore::read));
  }

  /** The one that waits for this employer, where there is one. */
  static Future<Optional<Reset>> waitingFor(SqlClient db, UUID employer) {
    return db.preparedQuery(RESET + "where r.employer_id = $1 and r.state = 'filed'")
        .execute(Tuple.of(employer))
        .map(rows -> rows.stream().findFirst().map(ResetStore::read));
  }

  /** Those that wait, the longest first. */
  static Future<List<Reset>> waiting(SqlClient db, @Nullable UUID branch, int most) {
    return db.preparedQuery(
            RESET
                + """
                where r.state = 'filed' and ($1::uuid is null or r.branch_id = $1)
                order by r.filed_at, r.id limit $2
                """)
        .execute(Tuple.tuple().addUUID(branch).addInteger(most))
        .map(rows -> rows.stream().map(ResetStore::read).toList());
  }

  /** Violates {@code employer_reset_once} where one waits already. */
  static Future<Void> insert(SqlConnection tx, NewReset reset) {
    return tx.preparedQuery(
            """
            insert into employer_reset (id, branch_id, employer_id, user_id, reason, paper_date,
              note, state, filed_by, filed_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'filed', $8, $9)
            """)
        .execute(
            Tuple.of(
                reset.id(),
                reset.held().employer().branch().id(),
                reset.held().employer().id(),
                reset.held().master().id(),
                reset.why().reason(),
                reset.paperDate(),
                reset.why().note(),
                reset.by(),
                reset.at().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** True for the one who decides first. */
  static Future<Boolean> decide(SqlConnection tx, UUID id, String state, UUID by, Instant now) {
    return tx.preparedQuery(
            """
            update employer_reset set state = $2, decided_by = $3, decided_at = $4
            where id = $1 and state = 'filed'
            """)
        .execute(Tuple.of(id, state, by, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Reset read(Row row) {
    return new Reset(
        row.getUUID("id"),
        new Branch(
            row.getUUID("branch_id"),
            row.getString("branch_code"),
            row.getString("branch_name"),
            row.getString("branch_name_latin")),
        row.getUUID("employer_id"),
        row.getString("number"),
        row.getString("name"),
        row.getUUID("user_id"),
        row.getString("reason"),
        row.getLocalDate("paper_date"),
        row.getString("note"),
        row.getString("state"),
        row.getUUID("filed_by"),
        row.getString("filed_by_name"),
        row.getOffsetDateTime("filed_at").toInstant());
  }
}
