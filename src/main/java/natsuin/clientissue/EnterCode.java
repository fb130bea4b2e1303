package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.clientissue.KeptPasswords.Kept;
import natsuin.clientissue.KeptPasswords.Kind;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;
import natsuin.passwords.CodeChecked;
import natsuin.passwords.CodeStep;
import natsuin.sessions.Sessions;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.EmployerUserStore;
import natsuin.users.Person;

/**
 * ⑤ 「認証コード入力」: with the right code begins a session that is good for an issue and nothing else; a
 * first password is set in the same transaction. On a virtual thread.
 */
final class EnterCode {
  private final ClientIssueTools tools;
  private final CodeStep codes;
  private final KeptPasswords kept;

  EnterCode(ClientIssueTools tools, CodeStep codes, KeptPasswords kept) {
    this.tools = tools;
    this.codes = codes;
    this.kept = kept;
  }

  /** What the code opened. */
  sealed interface Opened {
    /** The issue. */
    record Issue(Sessions.Started session) implements Opened {}

    /** Nothing but the password, which is set now: the user's certificate is good for longer. */
    record PasswordOnly() implements Opened {}
  }

  /**
   * 「認証」. Fails as wrong {@code code-wrong}, refused {@code code-void}, unauthenticated {@code
   * issue-attempt-expired}.
   *
   * @param attempt what the browser carried from the step before
   * @param carried the kept password's half
   * @param before the session that this browser had, which ends
   */
  Opened enter(
      Optional<String> attempt, Optional<String> carried, String code, Optional<UUID> before) {
    return switch (codes.check(attempt, code)) {
      case CodeChecked.Right right -> open(right.account(), carried, before);
      case CodeChecked.Wrong wrong ->
          throw new Failure.Wrong("code-wrong", wrong.triesLeft()).exception();
      case CodeChecked.TooOftenWrong tooOften ->
          throw new Failure.Refused("code-void", List.of()).exception();
      case CodeChecked.NoAttempt none -> throw expired();
    };
  }

  private Opened open(Account account, Optional<String> carried, Optional<UUID> before) {
    Kept entered =
        kept.look(carried)
            .filter(known -> known.kind() != Kind.INITIAL)
            .filter(known -> known.user().equals(account.person().id()))
            .filter(known -> known.hash().equals(account.passwordHash()))
            .orElseThrow(EnterCode::expired);
    Optional<String> first =
        entered.kind() == Kind.FIRST ? Optional.of(hash(entered.password())) : Optional.empty();
    var opened =
        tools
            .database()
            .tx(tx -> open(tx, account, first, before))
            .await()
            .orElseThrow(EnterCode::expired);
    if (opened instanceof Opened.Issue) {
      kept.keepOn(carried);
    } else {
      kept.forget(carried);
    }
    return opened;
  }

  private String hash(String password) {
    var passwords = tools.passwords();
    return passwords
        .pool()
        .holdingPlace(() -> passwords.pool().run(() -> passwords.hash().hash(password)));
  }

  /** Nothing where the account is another by now than the code was sent for. */
  private Future<Optional<Opened>> open(
      SqlConnection tx, Account account, Optional<String> first, Optional<UUID> before) {
    Person person = account.person();
    return AccountStore.holds(tx, account, tools.clock().instant())
        .compose(
            holds ->
                !holds
                    ? Future.succeededFuture(false)
                    : first.isEmpty()
                        ? Future.succeededFuture(true)
                        : setPassword(tx, account, first.get()))
        .compose(
            good ->
                good
                    ? Held.of(tx, tools, person.id())
                        .compose(held -> begin(tx, person, held.isEmpty(), before))
                        .map(Optional::of)
                    : Future.succeededFuture(Optional.empty()));
  }

  private Future<Boolean> setPassword(SqlConnection tx, Account account, String hash) {
    Person person = account.person();
    return EmployerUserStore.setPassword(
            tx, person.id(), account.passwordHash(), hash, tools.clock().instant())
        .compose(
            set ->
                set
                    ? tools
                        .sessions()
                        .endAll(tx, person.id())
                        .compose(done -> record(tx, person, "password.changed"))
                        .map(true)
                    : Future.succeededFuture(false));
  }

  private Future<Opened> begin(
      SqlConnection tx, Person person, boolean issuable, Optional<UUID> before) {
    if (!issuable) {
      return Future.succeededFuture(new Opened.PasswordOnly());
    }
    Future<Void> ended =
        before.map(id -> tools.sessions().end(tx, id)).orElseGet(Future::succeededFuture);
    return ended
        .compose(done -> tools.sessions().start(tx, Portal.ISSUANCE, person.id()))
        .compose(
            session -> record(tx, person, "client-issue.begun").map(new Opened.Issue(session)));
  }

  private Future<Void> record(SqlConnection tx, Person person, String action) {
    return tools
        .audit()
        .record(
            tx, new Actor.Stranger(), action, person.label(), person.branchId(), new JsonObject());
  }

  private static RuntimeException expired() {
    return new Failure.Unauthenticated("issue-attempt-expired").exception();
  }
}
