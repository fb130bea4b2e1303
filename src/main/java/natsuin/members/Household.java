package natsuin.members;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.UserRole;
import natsuin.rights.MemberAct;
import natsuin.rights.MemberRights;
import natsuin.users.Organization;
import natsuin.users.User;

/**
 * An organization and its users.
 *
 * @param users in the order of their registration, deleted ones not among them
 */
record Household(Organization organization, List<User> users) {

  /** The user of this identifier. */
  Optional<User> user(UUID id) {
    return users.stream().filter(user -> user.id().equals(id)).findFirst();
  }

  /**
   * Who acts, with the rights of this moment. Fails as {@link Failure.Unauthenticated} where he was
   * deleted since his request came in.
   */
  Actor.User present(Actor.User actor) {
    return user(actor.id())
        .map(user -> new Actor.User(user.id(), organization.id(), user.role(), actor.session()))
        .orElseThrow(() -> new Failure.Unauthenticated("not-logged-in").exception());
  }

  /**
   * The user on whom the act is done. Fails as {@link Failure.NotFound} where the actor may not
   * even see him, as {@link Failure.Forbidden} where he may not do this.
   */
  User target(Actor.User actor, UUID id, MemberAct act) {
    User user =
        user(id)
            .filter(known -> MemberRights.may(actor, MemberAct.SEE, member(known)))
            .orElseThrow(() -> new Failure.NotFound("not-found").exception());
    if (!MemberRights.may(actor, act, member(user))) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    return user;
  }

  /** Whether nobody would be left who represents the organization. */
  boolean lastRepresentative(User user) {
    return user.role() == UserRole.REPRESENTATIVE
        && users.stream().filter(other -> other.role() == UserRole.REPRESENTATIVE).count() == 1;
  }

  static MemberRights.Member member(User user) {
    return new MemberRights.Member(user.id(), user.organization().id(), user.role());
  }
}
