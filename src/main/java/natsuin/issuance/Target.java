package natsuin.issuance;

import io.vertx.sqlclient.SqlClient;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.MemberAct;
import natsuin.rights.MemberRights;
import natsuin.users.User;
import natsuin.users.UserStore;

/** The user whom an act is about. */
final class Target {
  private Target() {}

  /** If the actor may; for whoever may not even see him there is none. On a virtual thread. */
  static User of(SqlClient db, Actor.User actor, MemberAct act, UUID id) {
    User target =
        UserStore.find(db, id)
            .await()
            .filter(user -> user.life().deletedAt() == null)
            .filter(user -> MemberRights.may(actor, MemberAct.SEE, member(user)))
            .orElseThrow(() -> new Failure.NotFound("not-found").exception());
    if (!MemberRights.may(actor, act, member(target))) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return target;
  }

  private static MemberRights.Member member(User user) {
    return new MemberRights.Member(user.id(), user.organization().id(), user.role());
  }
}
