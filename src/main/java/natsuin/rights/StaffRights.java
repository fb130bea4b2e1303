package natsuin.rights;

import static natsuin.rights.StaffAct.ADMINISTER;
import static natsuin.rights.StaffAct.CONCLUDE;
import static natsuin.rights.StaffAct.CREATE;
import static natsuin.rights.StaffAct.DECIDE;
import static natsuin.rights.StaffAct.MAINTAIN;
import static natsuin.rights.StaffAct.MANAGE;
import static natsuin.rights.StaffAct.OBSERVE;
import static natsuin.rights.StaffAct.OPERATE;
import static natsuin.rights.StaffAct.REVIEW;
import static natsuin.rights.StaffAct.TRAIL;
import static natsuin.rights.StaffAct.WATCH;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import natsuin.kernel.Actor;

/**
 * The rights of the bank's staff at a branch (STAFF-1).
 *
 * <pre>
 *                 own branch                          another branch
 * officer         watch, review, create, manage,      nothing
 *                 maintain
 * approver        as an officer; conclude, decide,    nothing
 *                 trail
 * head office     watch, review, manage, conclude,    as in its own branch
 *                 decide, maintain, trail, administer,
 *                 observe, operate
 * auditor         watch, review, trail, observe       as in its own branch
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
      case OFFICER -> own ? Set.of(WATCH, REVIEW, CREATE, MANAGE, MAINTAIN) : NOTHING;
      case APPROVER ->
          own ? Set.of(WATCH, REVIEW, CREATE, MANAGE, MAINTAIN, CONCLUDE, DECIDE, TRAIL) : NOTHING;
      case HEAD_OFFICE ->
          Set.of(
              WATCH,
              REVIEW,
              MANAGE,
              CONCLUDE,
              DECIDE,
              MAINTAIN,
              TRAIL,
              ADMINISTER,
              OBSERVE,
              OPERATE);
      case AUDITOR -> Set.of(WATCH, REVIEW, TRAIL, OBSERVE);
    };
  }
}
