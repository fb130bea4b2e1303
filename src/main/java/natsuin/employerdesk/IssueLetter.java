package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.employerdesk.LetterPress.Addressee;
import natsuin.employerdesk.Records.Why;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;
import natsuin.rights.StaffAct;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;

/**
 * A new letter for a master user who has not registered yet: the initial password before is void
 * with it (EMP-5). Waits; on a virtual thread.
 */
final class IssueLetter {
  private final DeskTools tools;
  private final LetterPress press;
  private final Records records;

  IssueLetter(DeskTools tools, LetterPress press) {
    this.tools = tools;
    this.press = press;
    this.records = new Records(tools);
  }

  /** Two who press at the same time: the second one's letter is not made. */
  Print issue(Actor.Staff staff, UUID employer, JsonObject input) {
    int seen = Versions.seen(input);
    var before = tools.with(employer, (tx, held) -> checked(staff, held, seen));
    var password = press.password();
    byte[] pdf = press.print(Addressee.of(before.employer()), password, false);
    tools.with(
        employer,
        (tx, held) -> {
          EmployerUser master = checked(staff, held, seen).master();
          EmployerUserStore.setInitialPassword(tx, master.id(), password).await();
          tools.sessions().endAll(tx, master.id()).await();
          // What was tried was the password that is void now, perhaps by who found the letter.
          tools.passwords().lifting(Portal.EMPLOYER).lift(tx, master).await();
          records.add(tx, staff, held.employer(), master, "letter-issued", Why.NONE).await();
          return true;
        });
    return new Print(before.employer().number(), pdf);
  }

  private static Held checked(Actor.Staff staff, Held held, int seen) {
    DeskRights.require(staff, StaffAct.MAINTAIN, held.employer().branch().id());
    EmployerUser master = held.master();
    Versions.same(seen, master.life().version());
    if (!master.hasInitialPassword()) {
      throw new Failure.Conflict("master-registered").exception();
    }
    return held;
  }
}
