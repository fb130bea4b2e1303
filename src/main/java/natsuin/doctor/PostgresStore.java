package natsuin.doctor;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;

/** What PostgreSQL says of its settings. */
final class PostgresStore {
  private PostgresStore() {}

  /**
   * Settings and state, as PostgreSQL has them.
   *
   * @param connections how many it allows, those for administrators left out
   * @param nodes that were heard lately, this one included
   * @param standbys that follow it just now
   * @param synchronous of these, those that a commit waits for, as far as this role may know
   */
  record Facts(
      String version,
      boolean fsync,
      boolean fullPageWrites,
      String synchronousCommit,
      String encoding,
      boolean archives,
      int connections,
      int nodes,
      int standbys,
      int synchronous) {}

  static Future<Facts> facts(SqlClient db) {
    return db.query(
            """
            select split_part(current_setting('server_version'), ' ', 1) as version,
                   current_setting('fsync')::boolean as fsync,
                   current_setting('full_page_writes')::boolean as pages,
                   current_setting('synchronous_commit') as commit,
                   current_setting('server_encoding') as encoding,
                   current_setting('archive_mode') <> 'off' as archives,
                   current_setting('max_connections')::int
                     - current_setting('superuser_reserved_connections')::int as connections,
                   (select count(*)::int from node
                     where left_at is null
                       and seen_at > clock_timestamp() - interval '1 minute') as nodes,
                   (select count(*)::int from pg_stat_replication) as standbys,
                   (select count(*)::int from pg_stat_replication
                     where sync_state is null or sync_state in ('sync', 'quorum'))
                     as synchronous
            """)
        .execute()
        .map(rows -> of(rows.iterator().next()));
  }

  private static Facts of(Row row) {
    return new Facts(
        row.getString("version"),
        row.getBoolean("fsync"),
        row.getBoolean("pages"),
        row.getString("commit"),
        row.getString("encoding"),
        row.getBoolean("archives"),
        row.getInteger("connections"),
        row.getInteger("nodes"),
        row.getInteger("standbys"),
        row.getInteger("synchronous"));
  }
}
