package natsuin.sessions;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.Ids;
import natsuin.kernel.Portal;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/**
 * Sessions: a row per login, named by a signed token in the browser. Every request looks at the
 * row, so an ended session is ended on every node at that moment; nothing is cached.
 */
public final class Sessions {
  /** A token older than this is issued anew; the row is what counts in between. */
  private static final Duration RENEW_AFTER = Duration.ofMinutes(1);

  /** How exactly the row knows when somebody was last seen; each finer step costs a write. */
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

  private final Database database;
  private final InstantSource clock;
  private final SessionConfiguration configuration;
  private final SessionTokens tokens;
  private final Announcements announcements;

  /**
   * Sessions in this database.
   *
   * @param key 32 secret bytes, the same on every node, used for nothing else
   */
  public Sessions(
      Vertx vertx,
      Database database,
      InstantSource clock,
      SessionConfiguration configuration,
      byte[] key,
      Announcements announcements) {
    this.database = database;
    this.clock = clock;
    this.configuration = configuration;
    this.tokens = new SessionTokens(vertx, key, configuration.idle().plus(RENEW_AFTER));
    this.announcements = announcements;
  }

  /** A session that has just begun, with the token for the browser. */
  public record Started(UUID id, String token, Instant expiresAt) {}

  /** A session found behind a token; the browser gets the newer token if there is one. */
  public record Found(Session session, Optional<String> renewedToken) {}

  /** Whether being asked for counts as the person's being there. */
  public enum Use {
    /** Somebody does something: the idle time begins anew. */
    ACTIVE,
    /** The page asks by itself: nothing changes. */
    PASSIVE
  }

  /** Begins a session in the caller's transaction; always under a new identifier. */
  public Future<Started> start(SqlConnection transaction, Portal portal, UUID subject) {
    return start(transaction, portal, subject, null);
  }

  /** Begins an employer's session, which ends at the latest with this client certificate. */
  public Future<Started> startByCertificate(SqlConnection transaction, UUID user, String serial) {
    return start(transaction, Portal.EMPLOYER, user, serial);
  }

  private Future<Started> start(
      SqlConnection transaction, Portal portal, UUID subject, @Nullable String certificate) {
    Instant now = clock.instant();
    UUID id = Ids.next(clock);
    Instant expiresAt = now.plus(configuration.absolute());
    String token = tokens.write(new SessionToken(portal, id, subject, now));
    return SessionStore.insert(transaction, id, portal, subject, certificate, now, expiresAt)
        .map(done -> new Started(id, token, expiresAt));
  }

  /** The living session behind a browser's token, or nothing. */
  public Future<Optional<Found>> find(Portal portal, String token, Use use) {
    Instant now = clock.instant();
    return tokens
        .read(portal, token, now)
        .compose(
            read ->
                read.map(known -> find(known, use, now))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private Future<Optional<Found>> find(SessionToken token, Use use, Instant now) {
    return SessionStore.find(database.client(), token, now, now.minus(configuration.idle()))
        .compose(
            row ->
                row.map(known -> use(known, token, use, now))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private Future<Optional<Found>> use(
      SessionStore.Found row, SessionToken token, Use use, Instant now) {
    if (use == Use.PASSIVE) {
      return Future.succeededFuture(Optional.of(new Found(row.session(), Optional.empty())));
    }
    var found = Optional.of(new Found(row.session(), renewed(token, now)));
    return now.isBefore(row.seenAt().plus(SEEN_WITHIN))
        ? Future.succeededFuture(found)
        : SessionStore.touch(database.client(), token.session(), now).map(found);
  }

  private Optional<String> renewed(SessionToken token, Instant now) {
    return now.isBefore(token.issuedAt().plus(RENEW_AFTER))
        ? Optional.empty()
        : Optional.of(
            tokens.write(new SessionToken(token.portal(), token.session(), token.subject(), now)));
  }

  /** This actor's session with the rights of this moment, or nothing where it has ended. */
  public Future<Optional<Session>> current(Actor actor) {
    Instant now = clock.instant();
    if (actor instanceof Actor.Wall wall) {
      return WallStore.find(database.client(), wall.id(), now)
          .map(found -> found.map(Wall::session));
    }
    Optional<SessionToken> token =
        switch (actor) {
          case Actor.User user ->
              Optional.of(new SessionToken(Portal.MYPAGE, user.session(), user.id(), now));
          case Actor.Staff staff ->
              Optional.of(new SessionToken(Portal.STAFF, staff.session(), staff.id(), now));
          case Actor.Employer user ->
              Optional.of(new SessionToken(Portal.EMPLOYER, user.session(), user.id(), now));
          case Actor.Candidate user ->
              Optional.of(new SessionToken(Portal.ISSUANCE, user.session(), user.id(), now));
          case Actor.Wall wall -> Optional.empty();
          case Actor.Service service -> Optional.empty();
          case Actor.Stranger stranger -> Optional.empty();
        };
    return token
        .map(known -> find(known, Use.PASSIVE, now))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .map(found -> found.map(Found::session));
  }

  /**
   * Those of the actors whose sessions live, each with the rights of this moment: one question for
   * all of a portal.
   */
  public Future<Map<Actor, Actor>> present(Set<Actor> actors) {
    Map<UUID, Actor> users = new HashMap<>();
    Map<UUID, Actor> staff = new HashMap<>();
    Map<UUID, Actor> employers = new HashMap<>();
    Map<UUID, Actor> candidates = new HashMap<>();
    Map<UUID, Actor> walls = new HashMap<>();
    for (Actor actor : actors) {
      switch (actor) {
        case Actor.User user -> users.put(user.session(), user);
        case Actor.Staff member -> staff.put(member.session(), member);
        case Actor.Employer user -> employers.put(user.session(), user);
        case Actor.Candidate user -> candidates.put(user.session(), user);
        case Actor.Wall wall -> walls.put(wall.id(), wall);
        case Actor.Service service -> {}
        case Actor.Stranger stranger -> {}
      }
    }
    return Future.all(
            List.of(
                present(Portal.MYPAGE, users),
                present(Portal.STAFF, staff),
                present(Portal.EMPLOYER, employers),
                present(Portal.ISSUANCE, candidates),
                presentWalls(walls)))
        .map(
            each -> {
              Map<Actor, Actor> all = new HashMap<>();
              each.<Map<Actor, Actor>>list().forEach(all::putAll);
              return all;
            });
  }

  private Future<Map<Actor, Actor>> presentWalls(Map<UUID, Actor> walls) {
    return walls.isEmpty()
        ? Future.succeededFuture(Map.of())
        : WallStore.on(database.client(), walls.keySet().toArray(UUID[]::new), clock.instant())
            .map(
                on -> {
                  Map<Actor, Actor> present = new HashMap<>();
                  on.forEach(wall -> present.put(wall.actor(), wall.actor()));
                  return present;
                });
  }

  private Future<Map<Actor, Actor>> present(Portal portal, Map<UUID, Actor> bySession) {
    if (bySession.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Instant now = clock.instant();
    UUID[] ids = bySession.keySet().toArray(UUID[]::new);
    return SessionStore.findAll(
            database.client(), portal, ids, now, now.minus(configuration.idle()))
        .map(
            found -> {
              Map<Actor, Actor> present = new HashMap<>();
              for (Session session : found) {
                Actor known = bySession.get(sessionOf(session.actor()));
                if (known != null && known.label().equals(session.actor().label())) {
                  present.put(known, session.actor());
                }
              }
              return present;
            });
  }

  private static @Nullable UUID sessionOf(Actor actor) {
    return switch (actor) {
      case Actor.User user -> user.session();
      case Actor.Staff member -> member.session();
      case Actor.Employer user -> user.session();
      case Actor.Candidate user -> user.session();
      case Actor.Wall wall -> null;
      case Actor.Service service -> null;
      case Actor.Stranger stranger -> null;
    };
  }

  /** Ends a session in the caller's transaction; its sockets are closed after the commit. */
  public Future<Void> end(SqlConnection transaction, UUID session) {
    return SessionStore.end(transaction, session, clock.instant())
        .map(ended -> announce(transaction, ended));
  }

  /** Ends this person's other sessions in the caller's transaction (LOGIN-7). */
  public Future<Void> endOthers(SqlConnection transaction, UUID subject, UUID kept) {
    return SessionStore.endOthers(transaction, subject, kept, clock.instant())
        .map(ended -> announce(transaction, ended));
  }

  /** Ends every session of this person in the caller's transaction. */
  public Future<Void> endAll(SqlConnection transaction, UUID subject) {
    return SessionStore.endAll(transaction, subject, clock.instant())
        .map(ended -> announce(transaction, ended));
  }

  /** Forgets sessions that have been over for as long as they are kept; tells how many. */
  public Future<Integer> sweep() {
    return SessionStore.forget(database.client(), clock.instant().minus(configuration.keepEnded()));
  }

  /** How long a session lives without being used. */
  public Duration idle() {
    return configuration.idle();
  }

  private @Nullable Void announce(SqlConnection transaction, List<UUID> ended) {
    if (!ended.isEmpty()) {
      Database.afterCommit(transaction, () -> announcements.say(new Announcement.RightsChanged()));
    }
    return null;
  }
}
