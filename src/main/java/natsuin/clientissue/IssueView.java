package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/** How an issue stands, as its page shows it; any thread. */
final class IssueView {
  private final ClientIssueTools tools;

  IssueView(ClientIssueTools tools) {
    this.tools = tools;
  }

  /** {@code employer-issue.yaml}: ClientIssue. */
  Future<JsonObject> of(Actor.Candidate who) {
    SqlClient db = tools.database().client();
    return EmployerUserStore.find(db, who.id())
        .map(found -> found.orElseThrow(() -> new Failure.NotFound("not-found").exception()))
        .compose(
            user ->
                IssueStore.last(db, who.id())
                    .compose(
                        last ->
                            Held.of(db, tools, who.id()).map(held -> json(who, user, last, held))));
  }

  private static JsonObject json(
      Actor.Candidate who, EmployerUser user, Optional<Issue> last, Optional<Held> held) {
    var json =
        new JsonObject()
            .put("userId", user.userId())
            .put("name", user.name())
            .put("employer", user.employer().name());
    Optional<Issue> shown =
        last.filter(issue -> issue.session().equals(who.session()) || issue.state().isOpen());
    if (shown.isPresent()) {
      return with(json, shown.get());
    }
    if (held.isPresent()) {
      // Another window or computer was faster.
      return json.put("state", "elsewhere");
    }
    return json.put("state", "ready")
        .put("lostBefore", last.filter(i -> i.state() == IssueState.LOST).isPresent());
  }

  private static JsonObject with(JsonObject json, Issue issue) {
    json.put("state", issue.state().code())
        .put("stage", issue.stage())
        .put("format", issue.format())
        .put("algorithm", issue.algorithm());
    if (issue.serial() != null && issue.lastDay() != null) {
      json.put("serial", issue.serial()).put("lastDay", issue.lastDay().toString());
    }
    if (issue.fileName() != null) {
      json.put("fileName", issue.fileName());
    }
    return json;
  }
}
