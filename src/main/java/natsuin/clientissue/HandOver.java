package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * ⑧: writes down that all of the answer went out, and what its receiver says to that. On a virtual
 * thread.
 */
final class HandOver {
  /** After a line that broke behind the answer, so long the browser may come back and confirm. */
  private static final Duration TO_CONFIRM = Duration.ofMinutes(10);

  private final ClientIssueTools tools;
  private final ClientIssueMails mails;

  HandOver(ClientIssueTools tools, ClientIssueMails mails) {
    this.tools = tools;
    this.mails = mails;
  }

  /** All of it was written out; the user is told by mail. */
  void written(Actor.Candidate who, Ready ready) {
    tools.database().tx(tx -> written(tx, who, ready)).await();
    tools.announce(who.id());
  }

  private Future<Void> written(SqlConnection tx, Actor.Candidate who, Ready ready) {
    Instant now = tools.clock().instant();
    return IssueStore.handedOver(tx, ready.issue(), now, TO_CONFIRM)
        .compose(
            first ->
                first
                    ? user(tx, who)
                        .compose(
                            user ->
                                handed(
                                    tx, who, user, ready.issue(), ready.serial(), ready.lastDay()))
                    : Future.succeededFuture());
  }

  /** Once for every certificate that went out. */
  private Future<Void> handed(
      SqlConnection tx,
      Actor.Candidate who,
      EmployerUser user,
      UUID issue,
      String serial,
      LocalDate lastDay) {
    var detail = new JsonObject().put("serial", serial).put("issue", issue.toString());
    return mails
        .issued(tx, user, lastDay)
        .compose(done -> tools.record(tx, who, user, "client-certificate.handed-over", detail));
  }

  /** The line broke behind the answer; returns at once. */
  void cut(Ready ready) {
    IssueStore.cut(tools.database().client(), ready.issue());
  }

  /**
   * The browser has got it; as often as it says so. Fails as refused {@code receipt-wrong} where
   * these are not the bytes that were written out to this session.
   */
  void confirm(Actor.Candidate who, byte[] sha256) {
    boolean known = tools.database().tx(tx -> confirm(tx, who, sha256)).await();
    if (!known) {
      throw new Failure.Refused("receipt-wrong").exception();
    }
    tools.announce(who.id());
  }

  private Future<Boolean> confirm(SqlConnection tx, Actor.Candidate who, byte[] sha256) {
    return IssueStore.received(tx, who.session(), sha256, tools.clock().instant())
        .compose(
            received ->
                received.isEmpty()
                    ? Future.succeededFuture(false)
                    : user(tx, who)
                        .compose(user -> received(tx, who, user, received.get()))
                        .map(true));
  }

  private Future<Void> received(
      SqlConnection tx, Actor.Candidate who, EmployerUser user, IssueStore.Received issue) {
    if (issue.before() == IssueState.RECEIVED) {
      return Future.succeededFuture();
    }
    Future<Void> before =
        issue.before() == IssueState.CERTIFIED
            ? handed(tx, who, user, issue.id(), issue.serial(), issue.lastDay())
            : Future.succeededFuture();
    var detail = new JsonObject().put("issue", issue.id().toString());
    return before.compose(
        done -> tools.record(tx, who, user, "client-certificate.received", detail));
  }

  private static Future<EmployerUser> user(SqlConnection tx, Actor.Candidate who) {
    return EmployerUserStore.find(tx, who.id()).map(Optional::orElseThrow);
  }
}
