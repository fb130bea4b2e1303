package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/** The beginning of an issue: whether there may be one, and that there is. On a virtual thread. */
final class StartIssue {
  private final ClientIssueTools tools;
  private final MendIssues mend;

  StartIssue(ClientIssueTools tools, MendIssues mend) {
    this.tools = tools;
    this.mend = mend;
  }

  /**
   * Writes down that an issue begins. Fails as conflict {@code issue-under-way}, {@code
   * already-issued}, {@code certificate-still-valid}.
   */
  RunningIssue start(Actor.Candidate who, FileKind kind, String algorithm) {
    EmployerUser user =
        EmployerUserStore.find(tools.database().client(), who.id()).await().orElseThrow();
    mend.mend(who.id());
    UUID id = Ids.next(tools.clock());
    var issue =
        new Issue(
            id,
            who.id(),
            who.session(),
            kind.code(),
            algorithm.toLowerCase(Locale.ROOT).replace('_', '-'),
            IssueState.STARTED,
            Stage.KEY.code(),
            null,
            null,
            null);
    Optional<Failure> refused = tools.database().tx(tx -> start(tx, who, user, issue)).await();
    if (refused.isPresent()) {
      throw refused.get().exception();
    }
    tools.announce(who.id());
    return new RunningIssue(tools, mend, who, user, id);
  }

  private Future<Optional<Failure>> start(
      SqlConnection tx, Actor.Candidate who, EmployerUser user, Issue issue) {
    Instant now = tools.clock().instant();
    return IssueStore.hold(tx, who.id())
        .compose(held -> refused(tx, who))
        .compose(
            refused ->
                refused.isPresent()
                    ? Future.succeededFuture(refused)
                    : IssueStore.start(tx, issue, now, RunningIssue.LEASE)
                        .compose(done -> started(tx, who, user, issue))
                        .map(Optional.empty()));
  }

  /** Once means once: whoever has one, or is getting one, gets no other. */
  private Future<Optional<Failure>> refused(SqlConnection tx, Actor.Candidate who) {
    return IssueStore.last(tx, who.id())
        .compose(
            last -> {
              if (last.filter(issue -> issue.state().isOpen()).isPresent()) {
                return conflict("issue-under-way");
              }
              if (last.filter(issue -> issue.session().equals(who.session()))
                  .filter(issue -> issue.state() != IssueState.FAILED)
                  .filter(issue -> issue.state() != IssueState.LOST)
                  .isPresent()) {
                return conflict("already-issued");
              }
              return Held.of(tx, tools, who.id()).map(held -> held.map(Held::stillValid));
            });
  }

  private static Future<Optional<Failure>> conflict(String code) {
    return Future.succeededFuture(Optional.of(new Failure.Conflict(code)));
  }

  private Future<Void> started(
      SqlConnection tx, Actor.Candidate who, EmployerUser user, Issue issue) {
    return tools.record(
        tx,
        who,
        user,
        "client-issue.started",
        new JsonObject()
            .put("issue", issue.id().toString())
            .put("format", issue.format())
            .put("algorithm", issue.algorithm()));
  }
}
