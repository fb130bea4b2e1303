package natsuin.clientissue;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.users.EmployerUserStore;

/** 「キャンセル」 before the issue, and 「閉じる」 after it. On a virtual thread. */
final class Leave {
  private final ClientIssueTools tools;
  private final KeptPasswords kept;

  Leave(ClientIssueTools tools, KeptPasswords kept) {
    this.tools = tools;
    this.kept = kept;
  }

  /**
   * Ends what this browser began; who began nothing has left already. Fails as conflict {@code
   * issue-under-way} while a certificate is being issued: it would be lost.
   */
  void leave(Actor who, Optional<String> carried) {
    if (who instanceof Actor.Candidate candidate) {
      end(candidate);
    }
    kept.forget(carried);
  }

  private void end(Actor.Candidate who) {
    var db = tools.database().client();
    var last = IssueStore.last(db, who.id()).await().filter(i -> i.session().equals(who.session()));
    if (last.filter(issue -> issue.state().isOpen()).isPresent()) {
      throw new Failure.Conflict("issue-under-way").exception();
    }
    var user = EmployerUserStore.find(db, who.id()).await().orElseThrow();
    String action = last.isPresent() ? "session.ended" : "client-issue.cancelled";
    tools
        .database()
        .tx(
            tx ->
                tools
                    .sessions()
                    .end(tx, who.session())
                    .compose(ended -> tools.record(tx, who, user, action, new JsonObject())))
        .await();
  }
}
