package natsuin.login;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.Portal;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.Person;
import natsuin.users.User;
import natsuin.users.UserStore;

/** The last step of every login: a new session, and the one before in this browser ends. */
final class BeginSession {
  private final Database database;
  private final InstantSource clock;
  private final Sessions sessions;
  private final Audit audit;

  BeginSession(Database database, InstantSource clock, Sessions sessions, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Nothing is returned where the password or the address was changed, or the account locked or
   * deleted, since they were checked: whoever did so wanted what was checked to open nothing more.
   */
  Optional<Sessions.Started> begin(Portal portal, Account account, Optional<UUID> before) {
    return database
        .tx(
            db ->
                AccountStore.holds(db, account, clock.instant())
                    .compose(
                        holds ->
                            holds
                                ? start(db, portal, account.person(), before).map(Optional::of)
                                : Future.succeededFuture(Optional.<Sessions.Started>empty())))
        .await();
  }

  private Future<Sessions.Started> start(
      SqlConnection db, Portal portal, Person person, Optional<UUID> before) {
    Future<Void> ended = before.map(id -> sessions.end(db, id)).orElseGet(Future::succeededFuture);
    return ended
        .compose(done -> sessions.start(db, portal, person.id()))
        .compose(session -> confirm(db, person).map(session))
        .compose(session -> record(db, portal, person, session).map(session));
  }

  /** Nobody gets here with a changed mail address but by a code that went there (LOGIN-6). */
  private static Future<Void> confirm(SqlConnection db, Person person) {
    return person instanceof User user && user.life().emailUnconfirmedSince() != null
        ? UserStore.confirmEmail(db, user.id(), user.email())
        : Future.succeededFuture();
  }

  private Future<Void> record(
      SqlConnection db, Portal portal, Person person, Sessions.Started session) {
    return audit.record(
        db,
        new Actor.Stranger(),
        "login.succeeded",
        person.label(),
        person.branchId(),
        new JsonObject().put("portal", portal.code()).put("session", session.id().toString()));
  }
}
