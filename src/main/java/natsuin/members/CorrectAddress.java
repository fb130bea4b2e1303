package natsuin.members;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;

/**
 * The branch corrects a user's mail address: the way back in for somebody who mistyped a new one
 * and cannot get the code that was sent there (LOGIN-6). The next login asks for a code sent to the
 * corrected one. Waits; on a virtual thread.
 */
final class CorrectAddress {
  private final MemberTools tools;
  private final MemberMails mails;

  CorrectAddress(MemberTools tools, MemberMails mails) {
    this.tools = tools;
    this.mails = mails;
  }

  void byStaff(Actor.Staff staff, UUID organization, UUID id, JsonObject input) {
    tools.with(
        organization,
        (tx, household) -> {
          var before =
              household.user(id).orElseThrow(() -> new Failure.NotFound("not-found").exception());
          Versions.same(input, before.life().version());
          var values = tools.forms().form("staff-email").take(input, tools.today()).orThrow();
          var change = UserChange.moved(before, values.getString("email"), tools.clock().instant());
          try {
            MemberStore.update(tx, change.after()).await();
          } catch (RuntimeException fault) {
            throw ChangeUser.taken(fault);
          }
          mails.addressChanged(tx, change).await();
          tools.sessions().endAll(tx, id).await();
          tools
              .audit()
              .record(
                  tx,
                  staff,
                  "user.address-corrected",
                  before.label(),
                  before.branchId(),
                  new JsonObject())
              .await();
          return true;
        });
  }
}
