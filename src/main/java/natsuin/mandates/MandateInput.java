package natsuin.mandates;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import natsuin.http.Requests;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.UserRole;
import natsuin.pg.Database;
import natsuin.rights.MemberAct;
import natsuin.rights.MemberRights;
import natsuin.users.User;
import natsuin.users.UserStore;

/** Reads what a power of attorney is asked for. On a virtual thread. */
final class MandateInput {
  private static final int LONGEST = 60;

  /** What it is for, and for whom. */
  record Asked(MandatePurpose purpose, Agent agent) {}

  private MandateInput() {}

  static Asked read(Database database, Actor.User user, JsonObject body) {
    MandatePurpose purpose = purpose(Requests.text(body, "purpose"));
    return new Asked(
        purpose,
        switch (purpose) {
          case NEW_USER -> newcomer(body);
          case CERTIFICATE_REQUEST -> colleague(database, user, body);
        });
  }

  private static MandatePurpose purpose(String text) {
    try {
      return MandatePurpose.of(text);
    } catch (IllegalArgumentException unknown) {
      throw invalid("purpose", "required");
    }
  }

  private static Agent newcomer(JsonObject body) {
    if (!(body.getValue("agent") instanceof JsonObject agent)) {
      throw invalid("agent", "required");
    }
    var errors = new ArrayList<Failure.FieldError>();
    var newcomer =
        Agent.newcomer(
            text(agent, "familyName", errors),
            text(agent, "givenName", errors),
            text(agent, "familyKana", errors),
            text(agent, "givenKana", errors),
            role(agent, errors));
    if (!errors.isEmpty()) {
      throw new Failure.Invalid(List.copyOf(errors)).exception();
    }
    return newcomer;
  }

  private static String text(JsonObject agent, String field, List<Failure.FieldError> errors) {
    String text = Requests.text(agent, field).strip();
    if (text.isEmpty()) {
      errors.add(new Failure.FieldError(field, "required"));
    } else if (text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
      errors.add(new Failure.FieldError(field, "too-long"));
    }
    return text;
  }

  private static UserRole role(JsonObject agent, List<Failure.FieldError> errors) {
    try {
      UserRole role = UserRole.of(Requests.text(agent, "role"));
      if (MandateNeed.forNewUser(role) == MandateNeed.NONE) {
        errors.add(new Failure.FieldError("role", "mandate-not-needed"));
      }
      return role;
    } catch (IllegalArgumentException unknown) {
      errors.add(new Failure.FieldError("role", "required"));
      return UserRole.VIEWER;
    }
  }

  private static Agent colleague(Database database, Actor.User user, JsonObject body) {
    UUID id = Requests.id(Requests.text(body, "user"));
    User agent =
        UserStore.find(database.client(), id)
            .await()
            .filter(found -> found.life().deletedAt() == null)
            .filter(
                found ->
                    MemberRights.may(
                        user,
                        MemberAct.REQUEST_CERTIFICATE,
                        new MemberRights.Member(
                            found.id(), found.organization().id(), found.role())))
            .orElseThrow(MandateReadiness::nothing);
    return switch (MandateNeed.forCertificate(user.id(), agent.id(), agent.role())) {
      case NONE -> throw invalid("user", "mandate-not-needed");
      case PAPER -> throw invalid("mandate", "mandate-kind");
      case SYSTEM_OR_PAPER -> Agent.of(agent);
    };
  }

  private static RuntimeException invalid(String field, String code) {
    return new Failure.Invalid(new Failure.FieldError(field, code)).exception();
  }
}
