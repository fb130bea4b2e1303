package natsuin.sessions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Portal;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import org.jspecify.annotations.Nullable;

/** The rows that sessions are. */
final class SessionStore {
  /** A row that still counts, with when somebody was last seen using it. */
  record Found(Session session, Instant seenAt) {}

  private SessionStore() {}

  static Future<Void> insert(
      SqlClient db,
      UUID id,
      Portal portal,
      UUID subject,
      @Nullable String certificate,
      Instant now,
      Instant expiresAt) {
    return db.preparedQuery(
            """
            insert into session
              (id, portal, subject_id, created_at, seen_at, expires_at, certificate_serial)
            values ($1, $2, $3, $4, $4, $5, $6)
            """)
        .execute(
            Tuple.of(
                id,
                portal.code(),
                subject,
                now.atOffset(ZoneOffset.UTC),
                expiresAt.atOffset(ZoneOffset.UTC),
                certificate))
        .mapEmpty();
  }

  /** The row and its owner's rights as they are now, by primary keys alone. */
  static Future<Optional<Found>> find(
      SqlClient db, SessionToken token, Instant now, Instant seenAfter) {
    return db.preparedQuery(owners(token.portal()) + LIVING + "and s.id = $3 and s.subject_id = $4")
        .execute(
            Tuple.of(
                now.atOffset(ZoneOffset.UTC),
                seenAfter.atOffset(ZoneOffset.UTC),
                token.session(),
                token.subject()))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(read(token.portal(), rows.iterator().next())));
  }

  /**
   * Those of the rows that still count, many at once; whose they ought to be, the caller checks.
   */
  static Future<List<Session>> findAll(
      SqlClient db, Portal portal, UUID[] sessions, Instant now, Instant seenAfter) {
    return db.preparedQuery(owners(portal) + LIVING + "and s.id = any($3)")
        .execute(
            Tuple.tuple()
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(seenAfter.atOffset(ZoneOffset.UTC))
                .addArrayOfUUID(sessions))
        .map(
            rows -> {
              var found = new ArrayList<Session>(rows.size());
              rows.forEach(row -> found.add(read(portal, row).session()));
              return found;
            });
  }

  /** Who a portal's sessions belong to, with the rights of this moment; $1 is the present. */
  private static String owners(Portal portal) {
    return switch (portal) {
      case MYPAGE ->
          """
          select s.id, s.subject_id, s.seen_at, s.expires_at, u.organization_id as home_id, u.role,
                 u.password_expires_at is not null as must_change, s.certificate_serial
          from session s join app_user u on u.id = s.subject_id and u.deleted_at is null
          where s.portal = 'mypage'
          """;
      case STAFF ->
          """
          select s.id, s.subject_id, s.seen_at, s.expires_at, m.branch_id as home_id, m.role,
                 false as must_change, s.certificate_serial
          from session s join staff m on m.id = s.subject_id
          where s.portal = 'staff'
          """;
      // Whatever ends the certificate ends the session (EMP-8).
      case EMPLOYER ->
          """
          select s.id, s.subject_id, s.seen_at, s.expires_at, u.employer_id as home_id, u.role,
                 false as must_change, s.certificate_serial
          from session s
          join employer_user u on u.id = s.subject_id and u.deleted_at is null and u.blocked_at is null
          join certificate x on x.serial = s.certificate_serial
            and x.state = 'issued' and x.not_after >= $1
          where s.portal = 'employer'
          """;
      case ISSUANCE ->
          """
          select s.id, s.subject_id, s.seen_at, s.expires_at, u.employer_id as home_id, u.role,
                 false as must_change, s.certificate_serial
          from session s
          join employer_user u on u.id = s.subject_id and u.deleted_at is null and u.blocked_at is null
          where s.portal = 'issuance'
          """;
    };
  }

  private static final String LIVING =
      """
      and s.ended_at is null and s.expires_at > $1 and s.seen_at > $2
      """;

  static Future<Void> touch(SqlClient db, UUID id, Instant now) {
    return db.preparedQuery("update session set seen_at = $2 where id = $1 and seen_at < $2")
        .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /** Ends one session; tells which, if it was not ended before. */
  static Future<List<UUID>> end(SqlClient db, UUID id, Instant now) {
    return ended(
        db,
        "update session set ended_at = $2 where id = $1 and ended_at is null returning id",
        Tuple.of(id, now.atOffset(ZoneOffset.UTC)));
  }

  /** Ends every session of this person but one; tells which. */
  static Future<List<UUID>> endOthers(SqlClient db, UUID subject, UUID kept, Instant now) {
    return ended(
        db,
        """
        update session set ended_at = $3
        where subject_id = $1 and id <> $2 and ended_at is null returning id
        """,
        Tuple.of(subject, kept, now.atOffset(ZoneOffset.UTC)));
  }

  /** Ends every session of this person; tells which. */
  static Future<List<UUID>> endAll(SqlClient db, UUID subject, Instant now) {
    return ended(
        db,
        "update session set ended_at = $2 where subject_id = $1 and ended_at is null returning id",
        Tuple.of(subject, now.atOffset(ZoneOffset.UTC)));
  }

  /** Forgets sessions that were over before that moment; tells how many. */
  static Future<Integer> forget(SqlClient db, Instant before) {
    return db.preparedQuery(
            "delete from session where expires_at < $1 or (ended_at is not null and ended_at < $1)")
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount());
  }

  private static Future<List<UUID>> ended(SqlClient db, String sql, Tuple values) {
    return db.preparedQuery(sql)
        .execute(values)
        .map(
            rows -> {
              var ids = new ArrayList<UUID>();
              rows.forEach(row -> ids.add(row.getUUID("id")));
              return ids;
            });
  }

  private static Found read(Portal portal, Row row) {
    UUID session = row.getUUID("id");
    UUID subject = row.getUUID("subject_id");
    UUID home = row.getUUID("home_id");
    String role = row.getString("role");
    Actor actor =
        switch (portal) {
          case MYPAGE -> new Actor.User(subject, home, UserRole.of(role), session);
          case STAFF -> new Actor.Staff(subject, home, StaffRole.of(role), session);
          case EMPLOYER -> new Actor.Employer(subject, home, EmployerRole.of(role), session);
          case ISSUANCE -> new Actor.Candidate(subject, home, session);
        };
    Instant expiresAt = row.getOffsetDateTime("expires_at").toInstant();
    return new Found(
        new Session(
            actor, row.getBoolean("must_change"), expiresAt, row.getString("certificate_serial")),
        row.getOffsetDateTime("seen_at").toInstant());
  }
}
