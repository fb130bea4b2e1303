package natsuin.members;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import natsuin.certificates.RevokeCredential.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import natsuin.pg.Database;
import natsuin.rights.MemberAct;
import natsuin.users.Organization;
import natsuin.users.OrganizationKind;
import natsuin.users.User;

/**
 * Changes a user's data, one's own or a colleague's (USER-3), with what follows from another name
 * or mail address (LOGIN-6). Waits; on a virtual thread.
 */
final class ChangeUser {
  private final MemberTools tools;
  private final RenewCertificate renew;
  private final MemberMails mails;

  /**
   * What followed from a change.
   *
   * @param revoked the certificate
   * @param mailMoved the next login asks for a code
   */
  record Followed(boolean revoked, boolean mailMoved) {}

  ChangeUser(MemberTools tools, RenewCertificate renew, MemberMails mails) {
    this.tools = tools;
    this.renew = renew;
    this.mails = mails;
  }

  Followed change(Actor.User actor, UUID id, JsonObject input) {
    tools.throttle().admit("member-mails", actor.id().toString()).await();
    return tools.with(
        actor.organization(),
        (tx, household) -> {
          var present = household.present(actor);
          User before = household.target(present, id, MemberAct.CHANGE);
          Versions.same(input, before.life().version());
          var values = tools.forms().form("user-change").take(input, tools.today()).orThrow();
          return write(tx, present, UserChange.of(before, values, tools.clock().instant()));
        });
  }

  private Followed write(SqlConnection tx, Actor.User actor, UserChange change) {
    User after = change.after();
    try {
      MemberStore.update(tx, after).await();
    } catch (RuntimeException fault) {
      throw taken(fault);
    }
    if (change.renamed() && after.organization().kind() == OrganizationKind.INDIVIDUAL) {
      MemberStore.update(tx, named(after)).await();
    }
    boolean revoked = change.renamed() && renew.of(tx, actor, after, Why.NAME_CHANGED);
    if (change.mailMoved()) {
      mails.addressChanged(tx, change).await();
      tools.sessions().endOthers(tx, after.id(), actor.session()).await();
    }
    tools
        .audit()
        .record(
            tx,
            actor,
            "user.changed",
            after.label(),
            after.branchId(),
            new JsonObject()
                .put("renamed", change.renamed())
                .put("mailMoved", change.mailMoved())
                .put("revoked", revoked))
        .await();
    return new Followed(revoked, change.mailMoved());
  }

  /** A mail address belongs to one user; nobody is told to whom. */
  static RuntimeException taken(RuntimeException fault) {
    return Database.violates(fault, "app_user_email")
        ? new Failure.Invalid(new FieldError("email", "email-taken")).exception()
        : fault;
  }

  /** An individual is organization and user in one. */
  private static Organization named(User user) {
    var before = user.organization();
    return new Organization(
        before.id(),
        before.kind(),
        user.name(),
        user.details().familyKana() + "\u3000" + user.details().givenKana(),
        user.nameLatin(),
        before.address(),
        before.branch(),
        before.details(),
        before.version());
  }
}
