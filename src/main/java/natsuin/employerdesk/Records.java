package natsuin.employerdesk;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Ids;
import natsuin.users.Employer;
import natsuin.users.EmployerUser;
import org.jspecify.annotations.Nullable;

/** Writes down what staff did: on the employer's page and in the audit trail. */
final class Records {
  private final DeskTools tools;

  Records(DeskTools tools) {
    this.tools = tools;
  }

  /** Why, in a word of the program's and in the clerk's own. */
  record Why(String reason, String note) {
    static final Why NONE = new Why("", "");
  }

  /**
   * In the transaction that does it, last.
   *
   * @param kind the audit trail knows it as {@code employer.KIND}
   * @param user whom it is about, where it is about one
   */
  Future<Void> add(
      SqlConnection tx,
      Actor.Staff staff,
      Employer employer,
      @Nullable EmployerUser user,
      String kind,
      Why why) {
    var detail = new JsonObject().put("number", employer.number());
    if (!why.reason().isEmpty()) {
      detail.put("reason", why.reason());
    }
    return add(tx, staff, employer.id(), user, kind, why)
        .compose(
            done ->
                tools
                    .audit()
                    .record(
                        tx,
                        staff,
                        "employer." + kind,
                        user == null ? "employer:" + employer.id() : user.label(),
                        employer.branch().id(),
                        detail));
  }

  /** On the employer's page alone. */
  Future<Void> line(SqlConnection tx, Actor.Staff staff, UUID employer, String kind, Why why) {
    return add(tx, staff, employer, null, kind, why);
  }

  private Future<Void> add(
      SqlConnection tx,
      Actor.Staff staff,
      UUID employer,
      @Nullable EmployerUser user,
      String kind,
      Why why) {
    return HistoryStore.add(
        tx,
        new HistoryStore.Act(
            Ids.next(tools.clock()),
            employer,
            user == null ? null : user.id(),
            kind,
            why.reason(),
            why.note(),
            staff.id(),
            tools.clock().instant()));
  }
}
