package natsuin.enrolment;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identity checks that wait for staff: documents to look at, meetings to record. */
final class QueueStore {
  private QueueStore() {}

  /** Those that wait longest first. */
  static Future<List<JsonObject>> identityChecks(SqlClient db, @Nullable UUID branch, int most) {
    return db.preparedQuery(
            """
            select r.id, r.state, r.reason, r.moved_at, o.name, o.kind, b.name as branch,
                   u.family_name || '　' || u.given_name as person
            from certificate_request r
            join app_user u on u.id = r.user_id
            join organization o on o.id = u.organization_id
            join branch b on b.id = o.branch_id
            where r.state in ('under-review', 'meeting-due') and u.deleted_at is null
              and ($1::uuid is null or o.branch_id = $1)
            order by r.moved_at, r.id limit $2
            """)
        .execute(Tuple.tuple().addUUID(branch).addInteger(most))
        .map(rows -> rows.stream().map(QueueStore::row).toList());
  }

  /** How many of either wait. */
  static Future<JsonObject> identityCounts(SqlClient db, @Nullable UUID branch) {
    return db.preparedQuery(
            """
            select count(*) filter (where r.state = 'under-review')::int as documents,
                   count(*) filter (where r.state = 'meeting-due')::int as meetings
            from certificate_request r
            join app_user u on u.id = r.user_id
            join organization o on o.id = u.organization_id
            where r.state in ('under-review', 'meeting-due') and u.deleted_at is null
              and ($1::uuid is null or o.branch_id = $1)
            """)
        .execute(Tuple.tuple().addUUID(branch))
        .map(rows -> rows.iterator().next())
        .map(
            row ->
                new JsonObject()
                    .put("documents", row.getInteger("documents"))
                    .put("meetings", row.getInteger("meetings")));
  }

  private static JsonObject row(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("state", row.getString("state"))
        .put("reason", row.getString("reason"))
        .put("since", row.getOffsetDateTime("moved_at").toInstant().toString())
        .put("name", row.getString("name"))
        .put("kind", row.getString("kind"))
        .put("person", row.getString("person"))
        .put("branch", row.getString("branch"));
  }
}
