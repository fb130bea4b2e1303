package natsuin.rights;

import static natsuin.rights.EmployerAct.ASK_REVOCATION;
import static natsuin.rights.EmployerAct.CHANGE;
import static natsuin.rights.EmployerAct.DELETE;
import static natsuin.rights.EmployerAct.INITIAL_PASSWORD;
import static natsuin.rights.EmployerAct.SEE;
import static natsuin.rights.EmployerAct.UNLOCK;

import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.EmployerRole;

/**
 * The rights of employers' users over users of an employer (EMP-4, EMP-5).
 *
 * <pre>
 *                   oneself        a general user           a master user
 * master user       see, change    everything               nothing
 * general user      see, change    nothing                  nothing
 * </pre>
 *
 * Nobody has any right over another employer's users, and is told that there are none. What a
 * master user cannot do to himself (lift a block, a new initial password, revoke), the bank's staff
 * do.
 */
public final class EmployerRights {
  /** A user as the rights see him. */
  public record Member(UUID id, UUID employer, EmployerRole role) {}

  private static final Set<EmployerAct> ONESELF = Set.of(SEE, CHANGE);
  private static final Set<EmployerAct> GENERAL =
      Set.of(SEE, CHANGE, DELETE, UNLOCK, INITIAL_PASSWORD, ASK_REVOCATION);

  private EmployerRights() {}

  /** Whether the table above allows it. */
  public static boolean may(Actor.Employer viewer, EmployerAct act, Member target) {
    return allowed(viewer, target).contains(act);
  }

  /** Everything that the table above allows. */
  public static Set<EmployerAct> allowed(Actor.Employer viewer, Member target) {
    if (!viewer.employer().equals(target.employer())) {
      return Set.of();
    }
    if (viewer.id().equals(target.id())) {
      return ONESELF;
    }
    return leads(viewer.role()) && !leads(target.role()) ? GENERAL : Set.of();
  }

  /** Whether somebody of this role keeps the list of users. */
  public static boolean leads(EmployerRole role) {
    return switch (role) {
      case MASTER -> true;
      case GENERAL -> false;
    };
  }
}
