package natsuin.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 閉塞中のマスターユーザー: whom the bank alone can let in again (EMP-4). */
final class BlockedMasterStore {
  private BlockedMasterStore() {}

  /** Those that wait longest first. */
  static Future<List<JsonObject>> of(SqlClient db, @Nullable UUID branch, int most) {
    return db.preparedQuery(
            """
            select m.id::text as user_id, m.name as person, m.blocked_at, e.id::text as employer_id,
                   e.number, e.name as employer, b.id::text as branch_id, b.code,
                   b.name, b.name_latin
            from employer_user m
            join employer e on e.id = m.employer_id
            join branch b on b.id = e.branch_id
            where m.role = 'master' and m.blocked_at is not null and m.deleted_at is null
              and ($1::uuid is null or e.branch_id = $1)
            order by m.blocked_at, m.id limit $2
            """)
        .execute(Tuple.tuple().addUUID(branch).addInteger(most))
        .map(rows -> rows.stream().map(BlockedMasterStore::json).toList());
  }

  private static JsonObject json(Row row) {
    return new JsonObject()
        .put("id", row.getString("user_id"))
        .put("person", row.getString("person"))
        .put("employerId", row.getString("employer_id"))
        .put("number", row.getString("number"))
        .put("employer", row.getString("employer"))
        .put("since", row.getOffsetDateTime("blocked_at").toInstant().toString())
        .put("branch", QueueStore.branch(row));
  }
}
