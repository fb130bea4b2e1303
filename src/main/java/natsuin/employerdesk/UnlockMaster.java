package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import natsuin.bus.Announcement;
import natsuin.employerdesk.Records.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;
import natsuin.rights.StaffAct;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/** Lifts lock and block of a master user (EMP-4). Waits; on a virtual thread. */
final class UnlockMaster {
  /** How the clerk made sure who asks. */
  static final Set<String> REASONS = Set.of("called-back", "visited", "in-writing");

  private final DeskTools tools;
  private final DeskMails mails;
  private final Records records;

  UnlockMaster(DeskTools tools, DeskMails mails) {
    this.tools = tools;
    this.mails = mails;
    this.records = new Records(tools);
  }

  /** Conflict {@code not-a-master}, {@code nothing-locked}. */
  void unlock(Actor.Staff staff, UUID user, JsonObject input) {
    UUID employer =
        EmployerUserStore.find(tools.database().client(), user)
            .await()
            .filter(found -> found.life().deletedAt() == null)
            .map(found -> found.employer().id())
            .orElseThrow(DeskRights::notFound);
    EmployerUser freed =
        tools.with(
            employer,
            (tx, held) -> {
              UUID branch = held.employer().branch().id();
              DeskRights.require(staff, StaffAct.MAINTAIN, branch);
              Why why = Said.why(input, REASONS);
              EmployerUser present = present(held, user);
              tools.passwords().lifting(Portal.EMPLOYER).lift(tx, present).await();
              mails.unlocked(tx, present).await();
              records.add(tx, staff, held.employer(), present, "unlocked", why).await();
              return present;
            });
    tools.announcements().say(new Announcement.QueueTouched(freed.branchId()));
  }

  private EmployerUser present(Held held, UUID user) {
    EmployerUser present =
        held.users().stream()
            .filter(one -> one.id().equals(user))
            .findFirst()
            .orElseThrow(DeskRights::notFound);
    if (present.role() != EmployerRole.MASTER) {
      throw new Failure.Conflict("not-a-master").exception();
    }
    Instant until = present.lockedUntil();
    if (!present.isBlocked() && (until == null || !until.isAfter(tools.clock().instant()))) {
      throw new Failure.Conflict("nothing-locked").exception();
    }
    return present;
  }
}
