package natsuin.employerdesk;

import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** Who of the staff may do what with a branch's employers (STAFF-1). */
final class DeskRights {
  private DeskRights() {}

  /** What somebody may not look at is not there for him; what he may only look at is forbidden. */
  static void require(Actor.Staff staff, StaffAct act, UUID branch) {
    if (!StaffRights.may(staff, StaffAct.REVIEW, branch)) {
      throw notFound();
    }
    if (!StaffRights.may(staff, act, branch)) {
      throw new Failure.Forbidden("forbidden").exception();
    }
  }

  static RuntimeException notFound() {
    return new Failure.NotFound("not-found").exception();
  }
}
