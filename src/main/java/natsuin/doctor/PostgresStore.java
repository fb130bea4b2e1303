package natsuin.doctor;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;

/** What PostgreSQL says of its settings. */
final class PostgresStore {
  private PostgresStore() {}

  /**
   * Settings and state, as PostgreSQL has them.
   *
   * @param isStandby whether it follows another and takes no writes
   * @param readOnly whether transactions write nothing unless they ask for it
   * @param archiveFails whether the last try to keep a piece of its log failed
   * @param waitsFor standbys that commits are told to wait for; empty: none
   * @param connections how many it allows this role here, those for administrators left out
   * @param nodes that were heard lately, this one included
   * @param oldest migration that a program has to know to be let in
   * @param standbys that follow it just now
   * @param synchronous of these, those that a commit waits for, as far as this role may know
   */
  record Facts(
      String version,
      boolean fsync,
      boolean fullPageWrites,
      String synchronousCommit,
      String encoding,
      boolean isStandby,
      boolean readOnly,
      boolean archives,
      boolean archiveFails,
      String waitsFor,
      int connections,
      int nodes,
      int oldest,
      int standbys,
      int synchronous) {}

  private static final String SETTINGS =
      """
      select split_part(current_setting('server_version'), ' ', 1) as version,
             current_setting('fsync')::boolean as fsync,
             current_setting('full_page_writes')::boolean as pages,
             current_setting('synchronous_commit') as commit,
             current_setting('server_encoding') as encoding,
             pg_is_in_recovery() as standby,
             current_setting('default_transaction_read_only')::boolean as readonly,
             current_setting('archive_mode') <> 'off' as archives,
             coalesce((select last_failed_time > coalesce(last_archived_time, '-infinity')
               from pg_stat_archiver), false) as unarchived,
             current_setting('synchronous_standby_names') as waits,
             least(
               current_setting('max_connections')::int
                 - current_setting('superuser_reserved_connections')::int
                 - coalesce(current_setting('reserved_connections', true), '0')::int,
               (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user),
               (select nullif(datconnlimit, -1) from pg_database
                 where datname = current_database())) as connections,
             to_regclass('node') is not null as joined,
             to_regclass('schema_floor') is not null as floored,
             (select count(*)::int from pg_stat_replication) as standbys,
             (select count(*)::int from pg_stat_replication
               where sync_state is null or sync_state in ('sync', 'quorum')) as synchronous
      """;

  private static final String NODES =
      """
      select count(*)::int from node
      where left_at is null and seen_at > clock_timestamp() - interval '1 minute'
      """;

  private static final String OLDEST = "select coalesce(max(oldest), 0) from schema_floor";

  /** An empty database tells its settings, too. */
  static Future<Facts> facts(SqlClient db) {
    return db.query(SETTINGS)
        .execute()
        .map(rows -> rows.iterator().next())
        .compose(
            row ->
                number(db, row.getBoolean("joined"), NODES)
                    .compose(
                        nodes ->
                            number(db, row.getBoolean("floored"), OLDEST)
                                .map(oldest -> of(row, nodes, oldest))));
  }

  private static Future<Integer> number(SqlClient db, boolean there, String question) {
    return there
        ? db.query(question).execute().map(rows -> rows.iterator().next().getInteger(0))
        : Future.succeededFuture(0);
  }

  /** PostgreSQL's own code where it was PostgreSQL that refused (SQLSTATE). */
  static Optional<String> state(Throwable fault) {
    return fault instanceof PgException refused
        ? Optional.of(String.valueOf(refused.getSqlState()))
        : Optional.empty();
  }

  private static Facts of(Row row, int nodes, int oldest) {
    return new Facts(
        row.getString("version"),
        row.getBoolean("fsync"),
        row.getBoolean("pages"),
        row.getString("commit"),
        row.getString("encoding"),
        row.getBoolean("standby"),
        row.getBoolean("readonly"),
        row.getBoolean("archives"),
        row.getBoolean("unarchived"),
        row.getString("waits"),
        row.getInteger("connections"),
        nodes,
        oldest,
        row.getInteger("standbys"),
        row.getInteger("synchronous"));
  }
}
