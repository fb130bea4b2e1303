package natsuin.operators;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;

/** What PostgreSQL says of itself. */
final class DatabaseStore {
  private DatabaseStore() {}

  /** The API's {@code OperationsDatabase}. */
  static Future<JsonObject> figures(SqlClient db) {
    return db.query(
            """
            select split_part(current_setting('server_version'), ' ', 1) as version,
                   pg_database_size(current_database()) as "sizeBytes",
                   (select count(*) from pg_stat_activity where backend_type = 'client backend')
                     as connections,
                   current_setting('max_connections')::int as "maxConnections",
                   (select count(*) from pg_stat_replication) as standbys
            """)
        .execute()
        .map(rows -> rows.iterator().next().toJson());
  }
}
