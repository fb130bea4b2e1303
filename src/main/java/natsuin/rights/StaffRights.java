package natsuin.rights;

import static natsuin.rights.StaffAct.CONCLUDE;
import static natsuin.rights.StaffAct.CREATE;
import static natsuin.rights.StaffAct.WATCH;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Actor;

/**
 * The rights of the bank's staff at a branch (STAFF-1).
 *
 * <pre>
 *                 own branch                  another branch
 * officer         watch, create               nothing
 * approver        watch, create, conclude     nothing
 * head office     watch, conclude             watch, conclude
 * auditor         watch                       watch
 * </pre>
 *
 * Four eyes: nobody concludes what he created himself.
 */
public final class StaffRights {
  private static final Set<StaffAct> NOTHING = Set.of();

  private StaffRights() {}

  /** Whether the table above allows it. */
  public static boolean may(Actor.Staff staff, StaffAct act, UUID branch) {
    return allowed(staff, branch).contains(act);
  }

  /** Whether this person may conclude a contract of that branch which that officer created. */
  public static boolean mayConclude(Actor.Staff staff, UUID branch, UUID creator) {
    return may(staff, CONCLUDE, branch) && !staff.id().equals(creator);
  }

  /** The only branch that this person may watch; empty: every branch. */
  public static Optional<UUID> onlyBranch(Actor.Staff staff) {
    return switch (staff.role()) {
      case OFFICER, APPROVER -> Optional.of(staff.branch());
      case HEAD_OFFICE, AUDITOR -> Optional.empty();
    };
  }

  private static Set<StaffAct> allowed(Actor.Staff staff, UUID branch) {
    boolean own = staff.branch().equals(branch);
    return switch (staff.role()) {
      case OFFICER -> own ? Set.of(WATCH, CREATE) : NOTHING;
      case APPROVER -> own ? Set.of(WATCH, CREATE, CONCLUDE) : NOTHING;
      case HEAD_OFFICE -> Set.of(WATCH, CONCLUDE);
      case AUDITOR -> Set.of(WATCH);
    };
  }
}
