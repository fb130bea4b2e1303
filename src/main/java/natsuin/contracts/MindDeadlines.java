package natsuin.contracts;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import natsuin.bus.Announcement.ContractTouched;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.letters.StaffLetter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said by itself about deadlines: signers are reminded some days before and on the day, the
 * officer is told when it has passed (CONTRACT-6). Each thing once, however often and on however
 * many nodes this runs: that it was said is written in the transaction that says it.
 */
final class MindDeadlines {
  private static final Logger LOG = LoggerFactory.getLogger(MindDeadlines.class);
  private static final Actor CLOCK = new Actor.Service("deadlines");

  private final ContractTools tools;
  private final RemindSigners reminders;

  MindDeadlines(ContractTools tools, RemindSigners reminders) {
    this.tools = tools;
    this.reminders = reminders;
  }

  /** Says everything that is due. On any thread that may wait. */
  void mind() {
    var today = BankTime.today(tools.clock());
    int before = tools.configuration().reminderDays();
    int said;
    do {
      said = sayAll(ReminderStore.due(tools.database().client(), today, before).await());
    } while (said > 0);
  }

  /** One that fails keeps none of the others waiting; it is tried again with the next run. */
  private int sayAll(List<ReminderStore.Due> due) {
    int said = 0;
    for (var one : due) {
      try {
        said += tools.database().tx(tx -> say(tx, one)).await();
        tools.announcements().say(new ContractTouched(one.contract(), one.branch()));
      } catch (Exception fault) {
        LOG.warn("Nothing was said about the deadline of contract {}", one.contract(), fault);
      }
    }
    return said;
  }

  private Future<Integer> say(SqlConnection tx, ReminderStore.Due due) {
    return ReminderStore.hold(tx, due)
        .compose(
            open ->
                open
                    ? ReminderStore.told(tx, due, tools.clock().instant())
                    : Future.succeededFuture(false))
        .compose(mine -> mine ? sayOnce(tx, due).map(1) : Future.succeededFuture(0));
  }

  private Future<Void> sayOnce(SqlConnection tx, ReminderStore.Due due) {
    if (!due.kind().equals("over")) {
      return reminders.write(tx, CLOCK, due.branch(), due.contract(), Optional.empty()).mapEmpty();
    }
    return tools
        .letters()
        .send(tx, due.contract(), StaffLetter.OVERDUE)
        .compose(
            done ->
                tools
                    .audit()
                    .record(
                        tx,
                        CLOCK,
                        "contract.deadline-passed",
                        "contract:" + due.contract(),
                        due.branch(),
                        new JsonObject().put("signBy", due.signBy().toString())));
  }
}
