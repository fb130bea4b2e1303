package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Who looks after which contract. */
final class CareStore {
  private CareStore() {}

  /** The branch of a contract; empty where there is no such contract. */
  static Future<Optional<UUID>> branchOf(SqlClient db, UUID contract) {
    return db.preparedQuery("select branch_id from contract where id = $1")
        .execute(Tuple.of(contract))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID(0)));
  }

  /**
   * True if this person looks after it from now on; false where somebody else already does, for
   * this trouble.
   *
   * @param since when the trouble began: care from before it counts no more
   */
  static Future<Boolean> take(
      SqlClient db, UUID contract, UUID staff, String trouble, Instant since, Instant now) {
    return db.preparedQuery(
            """
            insert into contract_care as k (contract_id, staff_id, trouble, taken_at)
            values ($1, $2, $3, $4)
            on conflict (contract_id) do update
              set staff_id = excluded.staff_id, trouble = excluded.trouble,
                  taken_at = excluded.taken_at
              where k.trouble <> excluded.trouble or k.taken_at < $5
            """)
        .execute(
            Tuple.of(
                contract,
                staff,
                trouble,
                now.atOffset(ZoneOffset.UTC),
                since.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** True if somebody looked after it until now. */
  static Future<Boolean> release(SqlClient db, UUID contract) {
    return db.preparedQuery("delete from contract_care where contract_id = $1")
        .execute(Tuple.of(contract))
        .map(rows -> rows.rowCount() == 1);
  }
}
