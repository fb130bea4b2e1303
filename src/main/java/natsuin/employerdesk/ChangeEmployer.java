package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.employerdesk.Records.Why;
import natsuin.kernel.Actor;
import natsuin.rights.StaffAct;

/** Changes an employer's data. Waits; on a virtual thread. */
final class ChangeEmployer {
  private final DeskTools tools;
  private final Records records;

  ChangeEmployer(DeskTools tools) {
    this.tools = tools;
    this.records = new Records(tools);
  }

  void change(Actor.Staff staff, UUID id, JsonObject input) {
    tools.with(
        id,
        (tx, held) -> {
          DeskRights.require(staff, StaffAct.MAINTAIN, held.employer().branch().id());
          Versions.same(Versions.seen(input), held.employer().version());
          var values = tools.forms().form("employer").take(input, tools.today()).orThrow();
          var after = Facts.changed(held.employer(), values);
          var others = Facts.others(held.employer(), after);
          if (!others.isEmpty()) {
            DeskStore.update(tx, after).await();
            records
                .add(tx, staff, after, null, "changed", new Why("", String.join(" ", others)))
                .await();
          }
          return true;
        });
  }
}
