package natsuin.members;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.certificates.RevokeCredential.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.rights.MemberAct;
import natsuin.users.User;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a user: sessions end, the certificate is revoked, requests are cancelled; the row stays,
 * so that contracts keep the name (USER-4). Waits; on a virtual thread.
 */
final class DeleteUser {
  private final MemberTools tools;

  DeleteUser(MemberTools tools) {
    this.tools = tools;
  }

  /** By a colleague; not while a certificate is being requested. */
  void byCustomer(Actor.User actor, UUID id, @Nullable String version) {
    tools.with(
        actor.organization(),
        (tx, household) -> {
          var present = household.present(actor);
          if (present.id().equals(id)) {
            throw new Failure.Forbidden("not-oneself").exception();
          }
          User user = household.target(present, id, MemberAct.DELETE);
          Versions.same(version, user.life().version());
          if (tools.requests().openOf(tx, id).await().isPresent()) {
            throw new Failure.Conflict("certificate-requested").exception();
          }
          delete(tx, present, household, user);
          return true;
        });
  }

  /** By the branch, also while a certificate is being requested. */
  void byStaff(Actor.Staff staff, UUID organization, UUID id, @Nullable String version) {
    tools.with(
        organization,
        (tx, household) -> {
          User user =
              household.user(id).orElseThrow(() -> new Failure.NotFound("not-found").exception());
          Versions.same(version, user.life().version());
          delete(tx, staff, household, user);
          return true;
        });
  }

  private void delete(SqlConnection tx, Actor by, Household household, User user) {
    if (household.lastRepresentative(user)) {
      throw new Failure.Conflict("last-representative").exception();
    }
    MemberStore.delete(tx, user.id(), tools.clock().instant()).await();
    var contracts = MemberStore.waitingFor(tx, user.id()).await();
    Database.afterCommit(
        tx,
        () ->
            contracts.forEach(
                (contract, branch) ->
                    tools.announcements().say(new ContractTouched(contract, branch))));
    tools.sessions().endAll(tx, user.id()).await();
    boolean revoked =
        tools.revoke().ofUser(tx, by, user.id(), Why.USER_DELETED).await().isPresent();
    tools.requests().cancel(tx, by, user.id()).await();
    tools
        .audit()
        .record(
            tx,
            by,
            "user.deleted",
            user.label(),
            user.branchId(),
            new JsonObject().put("role", user.role().code()).put("revoked", revoked))
        .await();
  }
}
