package natsuin.employers;

import java.util.List;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.EmployerAct;
import natsuin.rights.EmployerRights;
import natsuin.users.Employer;
import natsuin.users.EmployerUser;

/** An employer with its users who are not deleted. */
record HeldEmployer(Employer employer, List<EmployerUser> users) {

  /** Who acts, as on record now; fails as not logged in where he was deleted meanwhile. */
  EmployerUser present(Actor.Employer actor) {
    return users.stream()
        .filter(user -> user.id().equals(actor.id()))
        .findFirst()
        .orElseThrow(() -> new Failure.Unauthenticated("not-logged-in").exception());
  }

  /**
   * The user whom this actor may do that to. Whom he may not even see is not there for him; fails
   * as forbidden where he may see and no more.
   */
  EmployerUser target(Actor.Employer actor, UUID id, EmployerAct act) {
    var viewer =
        new Actor.Employer(actor.id(), actor.employer(), present(actor).role(), actor.session());
    return users.stream()
        .filter(user -> user.id().equals(id))
        .filter(user -> EmployerRights.may(viewer, EmployerAct.SEE, member(user)))
        .findFirst()
        .map(user -> allowed(viewer, user, act))
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }

  private static EmployerUser allowed(Actor.Employer viewer, EmployerUser user, EmployerAct act) {
    if (!EmployerRights.may(viewer, act, member(user))) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return user;
  }

  /** A user as the rights see him. */
  static EmployerRights.Member member(EmployerUser user) {
    return new EmployerRights.Member(user.id(), user.employer().id(), user.role());
  }
}
