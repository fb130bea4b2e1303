package natsuin.employers;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.ClientVerdict;
import natsuin.employers.LoginResult.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Portal;
import natsuin.passwords.Checked;
import natsuin.passwords.LoginName;
import natsuin.sessions.Sessions;
import natsuin.users.Account;
import natsuin.users.AccountStore;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * 「ログイン」 (EMP-8): the certificate that the connection shows, then user ID and password. The
 * certificate comes first: who has none that is good learns nothing of any account, and who has one
 * can try no other account's password with it.
 */
final class LogIn {
  private final EntranceTools tools;

  LogIn(EntranceTools tools) {
    this.tools = tools;
  }

  /**
   * Runs on a virtual thread.
   *
   * @param before the session that this browser had, which ends
   */
  LoginResult logIn(ClientVerdict verdict, String userId, String password, Optional<UUID> before) {
    return switch (verdict) {
      case ClientVerdict.None none -> new LoginResult.NotByCertificate(Why.REQUIRED);
      case ClientVerdict.Foreign foreign -> new LoginResult.NotByCertificate(Why.FOREIGN);
      case ClientVerdict.Unknown unknown -> new LoginResult.NotByCertificate(Why.FOREIGN);
      case ClientVerdict.Expired expired -> refused(expired.holder(), Why.EXPIRED);
      case ClientVerdict.Revoked revoked -> refused(revoked.holder(), Why.REVOKED);
      case ClientVerdict.Good good -> byCertificate(good.holder(), userId, password, before);
    };
  }

  private LoginResult byCertificate(
      ClientVerdict.Holder holder, String userId, String password, Optional<UUID> before) {
    var user = user(holder);
    if (user.isEmpty() || !LoginName.keepingCase(userId).equals(user.get().userId())) {
      return refused(holder, Why.OF_ANOTHER);
    }
    return switch (tools.passwords().check(userId, password)) {
      case Checked.Refused refused -> new LoginResult.Refused();
      case Checked.Locked locked -> new LoginResult.Locked(locked.until());
      case Checked.Blocked blocked ->
          new LoginResult.Blocked(user.get().role() == EmployerRole.MASTER);
      case Checked.Right right when !right.account().person().id().equals(holder.user()) ->
          refused(holder, Why.OF_ANOTHER);
      case Checked.Right right when right.account().person() instanceof EmployerUser now ->
          now.hasInitialPassword()
              ? new LoginResult.InitialPassword()
              : begin(right.account(), now, holder, before);
      case Checked.Right impossible -> throw new IllegalStateException();
    };
  }

  private Optional<EmployerUser> user(ClientVerdict.Holder holder) {
    return EmployerUserStore.find(tools.database().client(), holder.user())
        .await()
        .filter(found -> found.life().deletedAt() == null);
  }

  /** Nothing begins where password or address was changed since the password was checked. */
  private LoginResult begin(
      Account account, EmployerUser user, ClientVerdict.Holder holder, Optional<UUID> before) {
    return tools
        .database()
        .tx(
            tx ->
                AccountStore.holds(tx, account, tools.clock().instant())
                    .compose(
                        holds ->
                            holds
                                ? start(tx, user, holder, before).map(Optional::of)
                                : Future.succeededFuture(Optional.<Sessions.Started>empty())))
        .await()
        .<LoginResult>map(session -> new LoginResult.LoggedIn(user, session))
        .orElseGet(LoginResult.Refused::new);
  }

  private Future<Sessions.Started> start(
      SqlConnection tx, EmployerUser user, ClientVerdict.Holder holder, Optional<UUID> before) {
    Future<Void> ended =
        before.map(id -> tools.sessions().end(tx, id)).orElseGet(Future::succeededFuture);
    return ended
        .compose(done -> tools.sessions().startByCertificate(tx, user.id(), holder.serial()))
        .compose(
            session ->
                record(
                        tx,
                        user,
                        "login.succeeded",
                        new JsonObject()
                            .put("portal", Portal.EMPLOYER.code())
                            .put("session", session.id().toString())
                            .put("serial", holder.serial()))
                    .map(session));
  }

  /** Each leaves a row in the audit trail: one certificate leaves only so many. */
  private LoginResult refused(ClientVerdict.Holder holder, Why why) {
    tools.throttle().admit("employer-certificate", holder.serial()).await();
    EmployerUserStore.find(tools.database().client(), holder.user())
        .await()
        .ifPresent(
            user ->
                tools
                    .database()
                    .tx(
                        tx ->
                            record(
                                tx,
                                user,
                                "login.certificate-refused",
                                new JsonObject()
                                    .put("why", why.code())
                                    .put("serial", holder.serial())))
                    .await());
    return new LoginResult.NotByCertificate(why);
  }

  private Future<Void> record(
      SqlConnection tx, EmployerUser user, String action, JsonObject facts) {
    return tools
        .audit()
        .record(tx, new Actor.Stranger(), action, user.label(), user.branchId(), facts);
  }
}
