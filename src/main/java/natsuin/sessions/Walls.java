package natsuin.sessions;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.kernel.Ids;
import natsuin.pg.Database;

/**
 * Screens on walls: no person's session, good for one branch's dashboard alone, through nights and
 * restarts, until the time is over or somebody turns it off. Any thread.
 */
public final class Walls {
  /** What the screen's browser keeps. */
  public static final String COOKIE = "natsuin_wall";

  private static final int TOKEN_BYTES = 32;

  /** How exactly the row knows when a screen last asked. */
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(5);

  private final Database database;
  private final InstantSource clock;
  private final Duration lasting;
  private final Announcements announcements;
  private final SecureRandom random = new SecureRandom();

  /** Walls in this database. */
  public Walls(
      Database database,
      InstantSource clock,
      SessionConfiguration configuration,
      Announcements announcements) {
    this.database = database;
    this.clock = clock;
    this.lasting = configuration.wall();
    this.announcements = announcements;
  }

  /** A screen that has just been turned on, with the token for its browser. */
  public record Opened(Wall wall, String token) {}

  /** Turns a screen on, in the caller's transaction. */
  public Future<Opened> open(SqlConnection tx, UUID branch, String name, UUID by, String byName) {
    Instant now = clock.instant();
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    var wall = new Wall(Ids.next(clock), branch, name, byName, now, now, now.plus(lasting));
    return WallStore.insert(tx, wall, hash(token), by).map(done -> new Opened(wall, token));
  }

  /** How long a screen stays on. */
  public Duration lasting() {
    return lasting;
  }

  /** The screen behind a token, or nothing. */
  public Future<Optional<Wall>> find(String token) {
    Instant now = clock.instant();
    return WallStore.find(database.client(), hash(token), now)
        .compose(
            found ->
                found.isPresent() && found.get().seenAt().plus(SEEN_WITHIN).isBefore(now)
                    ? WallStore.touch(database.client(), found.get().id(), now).map(found)
                    : Future.succeededFuture(found));
  }

  /** The screen of this identifier, if it is on. */
  public Future<Optional<Wall>> find(UUID id) {
    return WallStore.find(database.client(), id, clock.instant());
  }

  /** A branch's screens that are on. */
  public Future<List<Wall>> ofBranch(UUID branch) {
    return WallStore.ofBranch(database.client(), branch, clock.instant());
  }

  /** Turns it off, in the caller's transaction; it goes dark after the commit. */
  public Future<Boolean> close(SqlConnection tx, UUID id) {
    Database.afterCommit(tx, () -> announcements.say(new Announcement.RightsChanged()));
    return WallStore.close(tx, id, clock.instant());
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
