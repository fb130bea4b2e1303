package natsuin.clientissue;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import natsuin.clientissue.KeptPasswords.Kept;
import natsuin.clientissue.KeptPasswords.Kind;
import natsuin.kernel.Actor;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;
import natsuin.passwords.CheckPassword;
import natsuin.passwords.Checked;
import natsuin.passwords.CodeSending;
import natsuin.passwords.CodeStep;
import natsuin.passwords.PasswordPolicy;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.EmployerUser;

/**
 * ④ 「ユーザー認証」 (EMP-4, EMP-6, EMP-7): user ID and password, then a code by mail. Counts with the
 * logins of the account. On a virtual thread.
 */
final class Authenticate {
  private final ClientIssueTools tools;
  private final CheckPassword check;
  private final CodeStep codes;
  private final KeptPasswords kept;
  private final MendIssues mend;

  Authenticate(ClientIssueTools tools, CodeStep codes, KeptPasswords kept, MendIssues mend) {
    this.tools = tools;
    this.check = tools.passwords().check(Portal.EMPLOYER);
    this.codes = codes;
    this.kept = kept;
    this.mend = mend;
  }

  /**
   * 「認証」. Fails as unauthenticated {@code login-refused}, locked, forbidden {@code
   * account-blocked}; and, once the password was right, as conflict {@code
   * certificate-still-valid}.
   */
  Authenticated authenticate(String userId, String password) {
    return switch (check.check(userId, password)) {
      case Checked.Refused refused ->
          throw new Failure.Unauthenticated("login-refused").exception();
      case Checked.Locked locked ->
          throw new Failure.Locked("account-locked", locked.until()).exception();
      case Checked.Blocked blocked -> throw new Failure.Forbidden("account-blocked").exception();
      case Checked.Right right -> known(right.account(), PasswordPolicy.plain(password));
    };
  }

  private Authenticated known(Account account, String password) {
    if (!(account.person() instanceof EmployerUser user)) {
      throw new Failure.Unauthenticated("login-refused").exception();
    }
    if (user.role() == EmployerRole.MASTER
        && (user.hasInitialPassword() || user.life().registeredAt() == null)) {
      throw new Failure.Conflict("registration-due").exception();
    }
    if (user.hasInitialPassword()) {
      return new Authenticated.NewPassword(initial(account, user));
    }
    requireIssuable(user);
    return code(account, new Kept(user.id(), Kind.OWN, account.passwordHash(), password));
  }

  private String initial(Account account, EmployerUser user) {
    Instant until = user.passwordExpiresAt();
    if (until != null && !tools.clock().instant().isBefore(until)) {
      throw new Failure.Forbidden("initial-password-expired").exception();
    }
    return kept.keep(new Kept(user.id(), Kind.INITIAL, account.passwordHash(), ""));
  }

  /**
   * A password of one's own in place of the initial one. It is set once the code is right: an
   * initial password alone changes nothing. Fails as invalid on {@code new}.
   *
   * @param carried what the browser got when the initial password was right
   */
  Authenticated.Code choose(Optional<String> carried, String password) {
    Kept before =
        kept.look(carried)
            .filter(known -> known.kind() != Kind.OWN)
            .orElseThrow(() -> new Failure.Unauthenticated("issue-attempt-expired").exception());
    Account account =
        AccountStore.find(tools.database().client(), Portal.EMPLOYER, before.user())
            .await()
            .filter(found -> found.passwordHash().equals(before.hash()))
            .filter(found -> !found.person().isLocked(tools.clock().instant()))
            .orElseThrow(() -> new Failure.Unauthenticated("issue-attempt-expired").exception());
    String plain = PasswordPolicy.plain(password);
    var faults = List.copyOf(tools.passwordPolicy().faults(plain));
    if (!faults.isEmpty()) {
      throw new Failure.Invalid(faults).exception();
    }
    if (isInitial(account, plain)) {
      throw new Failure.Invalid(new Failure.FieldError("new", "password-same")).exception();
    }
    var sent = code(account, new Kept(before.user(), Kind.FIRST, before.hash(), plain));
    kept.forget(carried);
    return sent;
  }

  private boolean isInitial(Account account, String plain) {
    var passwords = tools.passwords();
    return passwords
        .pool()
        .holdingPlace(
            () ->
                passwords.pool().run(() -> passwords.hash().verify(plain, account.passwordHash())));
  }

  private Authenticated.Code code(Account account, Kept entered) {
    return switch (codes.send(account)) {
      case CodeSending.Sent sent -> new Authenticated.Code(sent, kept.keep(entered));
      case CodeSending.TooMany many ->
          throw new Failure.TooMany("too-many-codes", many.retryAfter()).exception();
    };
  }

  /** Whoever has a certificate that is good for longer gets no other (EMP-7). */
  private void requireIssuable(EmployerUser user) {
    mend.mend(user.id());
    var held = Held.of(tools.database().client(), tools, user.id()).await();
    if (held.isPresent()) {
      tools
          .database()
          .tx(
              tx ->
                  tools.record(
                      tx,
                      new Actor.Stranger(),
                      user,
                      "client-issue.refused",
                      new JsonObject().put("why", "certificate-still-valid")))
          .await();
      throw held.get().stillValid().exception();
    }
  }
}
