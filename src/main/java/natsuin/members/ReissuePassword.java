package natsuin.members;

import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.MemberAct;
import natsuin.users.User;

/**
 * 仮パスワード再発行: a new temporary password for somebody who has never logged in (LOGIN-5). Waits; on a
 * virtual thread.
 */
final class ReissuePassword {
  private final MemberTools tools;

  ReissuePassword(MemberTools tools) {
    this.tools = tools;
  }

  /** By a colleague. */
  void byCustomer(Actor.User actor, UUID id) {
    // Before a password is hashed, which costs.
    var seen = MemberStore.household(tools.database().client(), actor.organization()).await();
    seen.orElseThrow(() -> new Failure.NotFound("not-found").exception())
        .target(actor, id, MemberAct.REISSUE_PASSWORD);
    tools.throttle().admit("member-mails", actor.id().toString()).await();
    var password = tools.register().newPassword().await();
    tools.with(
        actor.organization(),
        (tx, household) -> {
          var present = household.present(actor);
          User user = household.target(present, id, MemberAct.REISSUE_PASSWORD);
          tools.register().reissue(tx, present, user, password).await();
          return true;
        });
  }

  /** By the branch. */
  void byStaff(Actor.Staff staff, UUID organization, UUID id) {
    var password = tools.register().newPassword().await();
    tools.with(
        organization,
        (tx, household) -> {
          User user =
              household.user(id).orElseThrow(() -> new Failure.NotFound("not-found").exception());
          tools.register().reissue(tx, staff, user, password).await();
          return true;
        });
  }
}
