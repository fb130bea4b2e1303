package natsuin.employers;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import natsuin.certificates.ClientEnd;
import natsuin.certificates.ClientRevocations.Asked;
import natsuin.kernel.Actor;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.kernel.Portal;
import natsuin.pg.Database;
import natsuin.rights.EmployerAct;
import natsuin.rights.EmployerRights;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;
import natsuin.users.InitialPassword;
import natsuin.users.NewEmployerUser;
import org.jspecify.annotations.Nullable;

/** 「ユーザー管理」: what a master user does with the general users (EMP-4, EMP-5). Waits. */
final class KeepUsers {
  private static final String MAILS = "employer-user-mails";

  private final PortalTools tools;
  private final EmployerMails mails;

  KeepUsers(PortalTools tools, EmployerMails mails) {
    this.tools = tools;
    this.mails = mails;
  }

  /** A user with the initial password that is shown once. */
  record Handed(UUID user, InitialPassword password) {}

  /** Registers a general user; Invalid at {@code userId} where it is taken. */
  Handed add(Actor.Employer actor, JsonObject input) {
    requireLead(actor);
    tools.throttle().admit(MAILS, actor.id().toString()).await();
    JsonObject values = tools.take("employer-user", input);
    var password = tools.drawPassword();
    UUID id = Ids.next(tools.clock());
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser master = held.present(actor);
          var user =
              new NewEmployerUser(
                  actor.employer(),
                  EmployerRole.GENERAL,
                  values.getString("userId"),
                  values.getString("name"),
                  values.getString("email"),
                  master.language(),
                  password.hash(),
                  password.until());
          insert(tx, id, user);
          EmployerUser added = EmployerUserStore.find(tx, id).await().orElseThrow();
          // Strangers may have closed the name by trying it before anybody had it.
          tools.passwords().lifting(Portal.EMPLOYER).lift(tx, added).await();
          mails.added(tx, added, password.until()).await();
          record(tx, actor, "employer-user.added", added, new JsonObject());
          return true;
        });
    return new Handed(id, password);
  }

  private void insert(SqlConnection tx, UUID id, NewEmployerUser user) {
    try {
      EmployerUserStore.insert(tx, id, user, tools.clock().instant()).await();
    } catch (RuntimeException fault) {
      throw Database.violates(fault, "employer_user_user_id")
          ? new Failure.Invalid(RegisterMaster.taken()).exception()
          : fault;
    }
  }

  /** Name and mail address; the user ID stands in certificates and stays. */
  void change(Actor.Employer actor, UUID id, JsonObject input) {
    requireLead(actor);
    tools.throttle().admit(MAILS, actor.id().toString()).await();
    JsonObject values = tools.take("employer-user-change", input);
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser before = held.target(actor, id, EmployerAct.CHANGE);
          if (before.id().equals(actor.id())) {
            // One's own address asks for a code, on one's own page.
            throw new Failure.Forbidden("own-account").exception();
          }
          Versions.same(input, before.life().version());
          String email = values.getString("email");
          boolean moved = !email.equalsIgnoreCase(before.email());
          PortalStore.update(tx, id, values.getString("name"), email).await();
          if (moved) {
            mails.addressChanged(tx, before, email).await();
            tools.sessions().endAll(tx, id).await();
          }
          record(
              tx, actor, "employer-user.changed", before, new JsonObject().put("mailMoved", moved));
          return true;
        });
  }

  /** Sessions end, certificates are revoked; the user ID is free again. */
  void delete(Actor.Employer actor, UUID id, @Nullable String version) {
    requireLead(actor);
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser user = held.target(actor, id, EmployerAct.DELETE);
          Versions.same(version, user.life().version());
          int revoked =
              tools.revocations().revokeAll(tx, actor, user, ClientEnd.HOLDER_LEFT).await();
          mails.deleted(tx, user).await();
          tools.passwords().lifting(Portal.EMPLOYER).lift(tx, user).await();
          PortalStore.delete(tx, id, tools.clock().instant()).await();
          tools.sessions().endAll(tx, id).await();
          record(
              tx, actor, "employer-user.deleted", user, new JsonObject().put("revoked", revoked));
          return true;
        });
  }

  /** ロック解除・閉塞解除 (EMP-4); conflict {@code nothing-locked}. */
  void unlock(Actor.Employer actor, UUID id) {
    requireLead(actor);
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser user = held.target(actor, id, EmployerAct.UNLOCK);
          if (!user.isClosed(tools.clock().instant())) {
            throw new Failure.Conflict("nothing-locked").exception();
          }
          tools.passwords().lifting(Portal.EMPLOYER).lift(tx, user).await();
          mails.unlocked(tx, user).await();
          record(
              tx,
              actor,
              "employer-user.unlocked",
              user,
              new JsonObject().put("blocked", user.isBlocked()));
          return true;
        });
  }

  /**
   * 初期パスワード再発行: the password before is void and sessions end; certificates stay. Lock and block
   * stay too, which are lifted apart.
   */
  Handed reissue(Actor.Employer actor, UUID id, JsonObject input) {
    requireLead(actor);
    tools.throttle().admit(MAILS, actor.id().toString()).await();
    var password = tools.drawPassword();
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser user = held.target(actor, id, EmployerAct.INITIAL_PASSWORD);
          Versions.same(input, user.life().version());
          EmployerUserStore.setInitialPassword(tx, id, password).await();
          tools.sessions().endAll(tx, id).await();
          mails.passwordReissued(tx, user, password.until()).await();
          record(tx, actor, "employer-user.password-reissued", user, new JsonObject());
          return true;
        });
    return new Handed(id, password);
  }

  /** Files it for the bank's staff, who revoke (EMP-9). */
  void askRevocation(Actor.Employer actor, UUID id, JsonObject input) {
    requireLead(actor);
    JsonObject values = tools.take("employer-revocation", input);
    ClientEnd why = ClientEnd.of(values.getString("reason"));
    tools.with(
        actor.employer(),
        (tx, held) -> {
          EmployerUser user = held.target(actor, id, EmployerAct.ASK_REVOCATION);
          var asked = new Asked(values.getString("serial", ""), why, values.getString("note", ""));
          tools.revocations().file(tx, actor, user, asked).await();
          return true;
        });
  }

  /** Before anything that costs; in the transaction the rights of that moment are asked. */
  private static void requireLead(Actor.Employer actor) {
    if (!EmployerRights.leads(actor.role())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  private void record(
      SqlConnection tx, Actor.Employer actor, String action, EmployerUser user, JsonObject detail) {
    tools.audit().record(tx, actor, action, user.label(), user.branchId(), detail).await();
  }
}
