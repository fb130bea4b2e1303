package natsuin.login;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;

/** Somebody leaves: the session ends on the server (LOGIN-7). */
final class LogOut {
  private final Database database;
  private final Sessions sessions;
  private final Audit audit;

  LogOut(Database database, Sessions sessions, Audit audit) {
    this.database = database;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Runs on a virtual thread; a stranger has nothing to leave. */
  void logOut(Actor actor) {
    session(actor)
        .ifPresent(
            session ->
                database
                    .tx(
                        db ->
                            sessions
                                .end(db, session)
                                .compose(
                                    done ->
                                        audit.record(
                                            db,
                                            actor,
                                            "session.ended",
                                            "session:" + session,
                                            null,
                                            new JsonObject())))
                    .await());
  }

  /** The session by which this actor acts. */
  static Optional<UUID> session(Actor actor) {
    return switch (actor) {
      case Actor.User user -> Optional.of(user.session());
      case Actor.Staff staff -> Optional.of(staff.session());
      case Actor.Employer employer -> Optional.of(employer.session());
      case Actor.Candidate candidate -> Optional.of(candidate.session());
      case Actor.Wall wall -> Optional.empty();
      case Actor.Service service -> Optional.empty();
      case Actor.Stranger stranger -> Optional.empty();
    };
  }
}
