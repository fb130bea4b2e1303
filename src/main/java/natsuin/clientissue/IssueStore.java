package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows that issues are. Every step is taken only from the state before it. Leases are measured
 * by the database's clock.
 */
final class IssueStore {
  private static final String ISSUE =
      """
      select i.id, i.user_id, i.session_id, i.format, i.algorithm, i.state, i.stage, i.serial,
             i.file_name, c.last_day
      from client_issue i left join client_certificate c on c.serial = i.serial
      """;

  private IssueStore() {}

  /** Lets issues to this user wait for each other until the caller's transaction ends. */
  static Future<Void> hold(SqlClient tx, UUID user) {
    return tx.preparedQuery("select 1 from employer_user where id = $1 for update")
        .execute(Tuple.of(user))
        .mapEmpty();
  }

  /** False where another issue to this user is under way. */
  static Future<Boolean> start(SqlClient tx, Issue issue, Instant now, Duration lease) {
    return tx.preparedQuery(
            """
            insert into client_issue
              (id, user_id, session_id, format, algorithm, state, stage, lease_until, started_at)
            values ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 ms', $9)
            on conflict (user_id) where state in ('started', 'certified') do nothing
            """)
        .execute(
            Tuple.of(
                issue.id(),
                issue.user(),
                issue.session(),
                issue.format(),
                issue.algorithm(),
                issue.state().code(),
                issue.stage(),
                lease.toMillis(),
                utc(now)))
        .map(IssueStore::one);
  }

  /** A stage further; false where somebody has given the issue up meanwhile. */
  static Future<Boolean> stage(SqlClient db, UUID id, Stage stage, Duration lease) {
    return db.preparedQuery(
            """
            update client_issue set stage = $2, lease_until = now() + $3 * interval '1 ms'
            where id = $1 and state in ('started', 'certified')
            """)
        .execute(Tuple.of(id, stage.code(), lease.toMillis()))
        .map(IssueStore::one);
  }

  /** Names the certificate before the authority's key acts. */
  static Future<Boolean> prepared(SqlClient db, UUID id, String serial) {
    return db.preparedQuery(
            "update client_issue set serial = $2 where id = $1 and state = 'started'")
        .execute(Tuple.of(id, serial))
        .map(IssueStore::one);
  }

  /** There is a certificate now. */
  static Future<Boolean> certified(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            "update client_issue set state = 'certified' where id = $1 and state = 'started'")
        .execute(Tuple.of(id))
        .map(IssueStore::one);
  }

  /** The file is complete, and is handed over from now on. */
  static Future<Boolean> packed(
      SqlClient db, UUID id, String fileName, byte[] sha256, Duration lease) {
    return db.preparedQuery(
            """
            update client_issue
            set stage = $2, file_name = $3, file_sha256 = $4,
                lease_until = now() + $5 * interval '1 ms'
            where id = $1 and state = 'certified'
            """)
        .execute(
            Tuple.of(
                id, Stage.HANDING_OVER.code(), fileName, Buffer.buffer(sha256), lease.toMillis()))
        .map(IssueStore::one);
  }

  /** All of it was written out. */
  static Future<Boolean> handedOver(SqlClient tx, UUID id, Instant now, Duration lease) {
    return tx.preparedQuery(
            """
            update client_issue
            set state = 'handed-over', stage = $2, ended_at = $3,
                lease_until = now() + $4 * interval '1 ms'
            where id = $1 and state = 'certified'
            """)
        .execute(Tuple.of(id, Stage.DONE.code(), utc(now), lease.toMillis()))
        .map(IssueStore::one);
  }

  /** The line broke after all of it was written out. */
  static Future<Boolean> cut(SqlClient db, UUID id) {
    return db.preparedQuery(
            "update client_issue set stage = $2 where id = $1 and state = 'handed-over'")
        .execute(Tuple.of(id, Stage.CUT.code()))
        .map(IssueStore::one);
  }

  /** One that the session's browser says it has got. */
  record Received(UUID id, String serial, LocalDate lastDay, IssueState before) {}

  /**
   * The session's browser has got just these bytes: it may say so before the answer's end is
   * written down here.
   */
  static Future<Optional<Received>> received(
      SqlClient tx, UUID session, byte[] sha256, Instant now) {
    return tx.preparedQuery(
            """
            with found as (
              select i.id, i.state, i.serial, c.last_day
              from client_issue i join client_certificate c on c.serial = i.serial
              where i.session_id = $1 and i.file_sha256 = $2
                and i.state in ('certified', 'handed-over', 'received')
              for update of i)
            update client_issue u
            set state = 'received', stage = $3, ended_at = coalesce(u.ended_at, $4)
            from found where u.id = found.id
            returning u.id, found.serial, found.last_day, found.state
            """)
        .execute(Tuple.of(session, Buffer.buffer(sha256), Stage.DONE.code(), utc(now)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new Received(
                                row.getUUID("id"),
                                row.getString("serial"),
                                row.getLocalDate("last_day"),
                                IssueState.of(row.getString("state")))));
  }

  /** It came to nothing; false where it had an end already. */
  static Future<Boolean> giveUp(SqlClient tx, Issue issue, IssueState end, Instant now) {
    return tx.preparedQuery(
            """
            update client_issue set state = $2, stage = $3, ended_at = $4
            where id = $1 and (state in ('started', 'certified')
              or (state = 'handed-over' and stage = $5))
            """)
        .execute(Tuple.of(issue.id(), end.code(), Stage.DONE.code(), utc(now), Stage.CUT.code()))
        .map(IssueStore::one);
  }

  /** Waits for others who are about to decide on it. */
  static Future<Optional<Issue>> held(SqlClient tx, UUID id) {
    return tx.preparedQuery(ISSUE + "where i.id = $1 for update of i")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(IssueStore::read));
  }

  /** Those that nobody works on any more. */
  static Future<List<UUID>> stale(SqlClient db) {
    return ids(
        db,
        """
        select id from client_issue
        where lease_until < now() and (state in ('started', 'certified')
          or (state = 'handed-over' and stage = 'cut'))
        order by lease_until limit 100
        """,
        Tuple.tuple());
  }

  /** The same, of one user. */
  static Future<List<UUID>> staleOf(SqlClient db, UUID user) {
    return ids(
        db,
        """
        select id from client_issue
        where user_id = $1 and lease_until < now() and (state in ('started', 'certified')
          or (state = 'handed-over' and stage = 'cut'))
        """,
        Tuple.of(user));
  }

  /** The user's last one. */
  static Future<Optional<Issue>> last(SqlClient db, UUID user) {
    return db.preparedQuery(ISSUE + "where i.user_id = $1 order by i.id desc limit 1")
        .execute(Tuple.of(user))
        .map(rows -> rows.stream().findFirst().map(IssueStore::read));
  }

  private static Future<List<UUID>> ids(SqlClient db, String sql, Tuple values) {
    return db.preparedQuery(sql)
        .execute(values)
        .map(
            rows -> {
              var ids = new ArrayList<UUID>();
              rows.forEach(row -> ids.add(row.getUUID("id")));
              return ids;
            });
  }

  private static Issue read(Row row) {
    return new Issue(
        row.getUUID("id"),
        row.getUUID("user_id"),
        row.getUUID("session_id"),
        row.getString("format"),
        row.getString("algorithm"),
        IssueState.of(row.getString("state")),
        row.getString("stage"),
        row.getString("serial"),
        row.getString("file_name"),
        row.getLocalDate("last_day"));
  }

  private static boolean one(SqlResult<?> result) {
    return result.rowCount() == 1;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
