package natsuin.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose contracts a list can be narrowed to. */
final class OfficerStore {
  private static final int MOST = 500;

  private OfficerStore() {}

  /**
   * Members of staff who may have contracts of their own.
   *
   * @param branch null: of every branch
   */
  static Future<List<JsonObject>> of(SqlClient db, @Nullable UUID branch) {
    return db.preparedQuery(
            """
            select s.id, s.name from staff s join branch b on b.id = s.branch_id
            where ($1::uuid is null or s.branch_id = $1) and s.role in ('officer', 'approver')
            order by b.code, s.name, s.id limit $2
            """)
        .execute(Tuple.of(branch, MOST))
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new JsonObject()
                                .put("id", row.getUUID("id").toString())
                                .put("name", row.getString("name")))
                    .toList());
  }
}
