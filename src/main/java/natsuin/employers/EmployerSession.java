package natsuin.employers;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import natsuin.certificates.ClientVerdict;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/** Who is logged in, and leaving. */
final class EmployerSession {
  private final EntranceTools tools;

  EmployerSession(EntranceTools tools) {
    this.tools = tools;
  }

  /** Runs on a virtual thread; fails as not logged in where the session has just ended. */
  JsonObject read(Actor.Employer actor, ClientVerdict verdict) {
    var session = tools.sessions().current(actor).await();
    var user = EmployerUserStore.find(tools.database().client(), actor.id()).await();
    if (session.isEmpty() || user.isEmpty() || !(verdict instanceof ClientVerdict.Good good)) {
      throw new Failure.Unauthenticated("not-logged-in").exception();
    }
    return show(user.get(), good.holder(), session.get().expiresAt());
  }

  /** The same of a session that has just begun. */
  JsonObject show(EmployerUser user, ClientVerdict.Holder holder, Instant expiresAt) {
    var employer = user.employer();
    var shown =
        new JsonObject()
            .put("id", user.id().toString())
            .put("userId", user.userId())
            .put("name", user.name())
            .put("email", user.email())
            .put("role", user.role().code())
            .put(
                "employer",
                new JsonObject()
                    .put("id", employer.id().toString())
                    .put("number", employer.number())
                    .put("name", employer.name()))
            .put(
                "certificate",
                new JsonObject()
                    .put("serial", holder.serial())
                    .put("lastDay", holder.lastDay().toString()));
    return new JsonObject()
        .put("user", shown)
        .put("expiresAt", expiresAt.toString())
        .put("idleSeconds", tools.sessions().idle().toSeconds());
  }

  /** 「ログアウト」: the session ends on the server. */
  void leave(Actor.Employer actor) {
    tools
        .database()
        .tx(
            tx ->
                tools
                    .sessions()
                    .end(tx, actor.session())
                    .compose(
                        done ->
                            tools
                                .audit()
                                .record(
                                    tx,
                                    actor,
                                    "session.ended",
                                    "session:" + actor.session(),
                                    null,
                                    new JsonObject())))
        .await();
  }
}
