package natsuin.enrolment;

import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** Finds applications for those of the staff who may see them; for others there are none. */
final class FindApplication {
  private final Ground ground;
  private final ApplicationStore store;

  FindApplication(Ground ground, ApplicationStore store) {
    this.ground = ground;
    this.store = store;
  }

  /** The application; one that does not count yet is nobody's business. */
  Application find(Actor.Staff staff, UUID id) {
    return store
        .find(ground.database().client(), id)
        .await()
        .filter(found -> found.state() != ApplicationState.ENTERED)
        .filter(found -> StaffRights.may(staff, StaffAct.REVIEW, found.branch().id()))
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }

  /** The same, to be decided on by this person from this version on. */
  Application toDecide(Actor.Staff staff, UUID id, int version) {
    var found = find(staff, id);
    if (!StaffRights.may(staff, StaffAct.DECIDE, found.branch().id())) {
      throw new Failure.Forbidden("forbidden").exception();
    }
    if (found.state() != ApplicationState.SUBMITTED) {
      throw decided(found);
    }
    if (found.version() != version) {
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
    return found;
  }

  /** Who was faster, and when. */
  RuntimeException decidedMeanwhile(UUID id) {
    return store
        .find(ground.database().client(), id)
        .await()
        .map(FindApplication::decided)
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }

  private static RuntimeException decided(Application found) {
    var decision = found.decision();
    if (decision == null) {
      return new Failure.Conflict("changed-meanwhile").exception();
    }
    var facts = DecidedFacts.of(decision);
    return found.state() == ApplicationState.REFUSED
        ? new Failure.Conflict("application-refused", facts).exception()
        : new Failure.Conflict("application-approved", facts).exception();
  }
}
