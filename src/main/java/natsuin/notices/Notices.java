package natsuin.notices;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import org.jspecify.annotations.Nullable;

/** Adds, lists and marks notices. */
public final class Notices {
  /** How many the page shows (HOME-1). */
  private static final int LATEST = 99;

  private final Database database;
  private final InstantSource clock;
  private final Announcements announcements;

  /** Notices in this database, announced when they change. */
  public Notices(Database database, InstantSource clock, Announcements announcements) {
    this.database = database;
    this.clock = clock;
    this.announcements = announcements;
  }

  /**
   * Adds a notice in the caller's transaction; whoever looks sees it right after the commit.
   *
   * @param facts fill the sentence: summary, number …
   * @param link path of the page where its task is
   */
  public Future<Void> add(
      SqlConnection transaction,
      UUID user,
      NoticeKind kind,
      JsonObject facts,
      @Nullable String link) {
    var notice = new Notice(Ids.next(clock), kind, facts, link, clock.instant(), false);
    return NoticeStore.insert(transaction, user, notice)
        .onSuccess(done -> Database.afterCommit(transaction, () -> announce(user, notice.id())));
  }

  /** The user's latest 99, newest first. */
  public Future<List<Notice>> latest(UUID user) {
    return NoticeStore.latest(database.client(), user, LATEST);
  }

  /** One notice of this user. */
  public Future<Optional<Notice>> find(UUID user, UUID id) {
    return NoticeStore.find(database.client(), user, id);
  }

  /** The user has read it; a stranger's or unknown notice stays as it is. */
  public Future<Void> markRead(UUID user, UUID id) {
    return NoticeStore.markRead(database.client(), user, id, clock.instant())
        .onSuccess(
            changed -> {
              if (changed) {
                announce(user, id);
              }
            })
        .mapEmpty();
  }

  private void announce(UUID user, UUID notice) {
    announcements.say(new Announcement.NoticeTouched(user, notice));
  }
}
