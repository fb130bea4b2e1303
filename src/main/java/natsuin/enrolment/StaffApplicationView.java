package natsuin.enrolment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import natsuin.kernel.Actor;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** Applications as staff see them. */
final class StaffApplicationView {
  private StaffApplicationView() {}

  /** A row of a list; without a name once it was erased. */
  static JsonObject row(Application application) {
    var personal = application.personal();
    var submitted = application.submittedAt();
    var decision = application.decision();
    var row =
        new JsonObject()
            .put("id", application.id().toString())
            .put("number", application.number())
            .put("kind", application.kind().code())
            .put("state", application.state().code())
            .put("branch", Branches.json(application.branch()))
            .put("version", application.version())
            .put("submittedAt", submitted == null ? null : submitted.toString());
    if (personal != null) {
      row.put("name", personal.name())
          .put("person", personal.personName())
          .put("identification", personal.identification().code());
    }
    return decision == null
        ? row
        : row.put("decidedAt", decision.at().toString()).put("decidedBy", decision.by());
  }

  /** All of it, and what this person may do with it. */
  static JsonObject whole(Application application, JsonArray hints, Actor.Staff staff) {
    var personal = application.personal();
    var decision = application.decision();
    boolean open = application.state() == ApplicationState.SUBMITTED;
    var view =
        row(application)
            .put("language", application.language().getLanguage())
            .put("hints", hints)
            .put(
                "mayDecide",
                open && StaffRights.may(staff, StaffAct.DECIDE, application.branch().id()));
    if (personal != null) {
      view.put("fields", personal.fields());
    }
    return decision == null || decision.reason() == null
        ? view
        : view.put("reason", decision.reason());
  }
}
