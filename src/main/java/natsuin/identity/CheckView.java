package natsuin.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.requests.RequestState;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.uploads.FileState;
import natsuin.users.User;

/** A request as the branch sees it: {@code IdentityCheck} of identity.yaml. */
final class CheckView {
  private final RequestView parts;

  CheckView(RequestView parts) {
    this.parts = parts;
  }

  JsonObject row(Situation situation) {
    var request = situation.request();
    var user = situation.user();
    return new JsonObject()
        .put("id", request.id().toString())
        .put("name", user.name())
        .put("organization", user.organization().name())
        .put("organizationKind", user.organization().kind().code())
        .put("reason", request.reason().code())
        .put("identification", request.identification().code())
        .put("state", request.state().code())
        .put("version", request.version())
        .put("since", request.movedAt().toString());
  }

  /** With what the documents are to be compared with; only clean files are named. */
  JsonObject of(Situation situation, Actor.Staff staff) {
    var request = situation.request();
    UUID branch = request.branch();
    var shown = new JsonArray();
    for (Part part : situation.parts()) {
      var json = parts.part(situation, part);
      var files = new JsonArray();
      situation.of(part).stream()
          .filter(sent -> sent.file().state() == FileState.CLEAN)
          .forEach(sent -> files.add(RequestView.file(sent)));
      shown.add(json.put("files", files));
    }
    boolean review = request.state() == RequestState.UNDER_REVIEW;
    boolean meeting = request.state() == RequestState.MEETING_DUE;
    return row(situation)
        .put("returnReason", request.returnReason())
        .put("person", person(situation.user()))
        .put("agreedAt", situation.agreed() == null ? null : situation.agreed().toString())
        .put("parts", shown)
        .put(
            "may",
            new JsonObject()
                .put("decide", review && StaffRights.may(staff, StaffAct.DECIDE, branch))
                .put("meet", meeting && StaffRights.may(staff, StaffAct.MAINTAIN, branch)));
  }

  private static JsonObject person(User user) {
    var organization = user.organization();
    var details = user.details();
    return new JsonObject()
        .put("id", user.id().toString())
        .put("name", user.name())
        .put("kana", (details.familyKana() + "\u3000" + details.givenKana()).strip())
        .put("latin", user.nameLatin())
        .put("birthDate", details.birthDate() == null ? null : details.birthDate().toString())
        .put("role", user.role().code())
        .put("title", user.title())
        .put("department", details.department())
        .put("mobile", details.mobile())
        .put("email", user.email())
        .put("mypageId", user.mypageId())
        .put("organization", organization.name())
        .put("organizationKana", organization.nameKana())
        .put("organizationKind", organization.kind().code())
        .put("postalCode", organization.details().postalCode())
        .put("address", organization.address());
  }
}
