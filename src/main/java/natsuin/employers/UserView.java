package natsuin.employers;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.ClientValidity;
import natsuin.employers.CertificateHistory.Line;
import natsuin.kernel.Actor;
import natsuin.rights.EmployerAct;
import natsuin.rights.EmployerRights;
import natsuin.users.EmployerUser;
import org.jspecify.annotations.Nullable;

/** An employer's users as in the API, for whoever looks at them. */
record UserView(
    HeldEmployer held, Map<UUID, List<Line>> certificates, ClientValidity validity, Instant now) {

  /** Those whom this user may see: himself first. */
  JsonArray users(Actor.Employer viewer) {
    var users = new JsonArray();
    held.users().stream()
        .filter(user -> EmployerRights.may(viewer, EmployerAct.SEE, HeldEmployer.member(user)))
        .forEach(user -> users.add(user(viewer, user)));
    return users;
  }

  /** One of them, with what may be done now. */
  JsonObject user(Actor.Employer viewer, EmployerUser user) {
    var life = user.life();
    return new JsonObject()
        .put("id", user.id().toString())
        .put("version", life.version())
        .put("role", user.role().code())
        .put("me", user.id().equals(viewer.id()))
        .put("userId", user.userId())
        .put("name", user.name())
        .put("email", user.email())
        .put("language", user.language().getLanguage())
        .put("state", state(user))
        .put("lockedUntil", user.isLocked(now) ? text(user.lockedUntil()) : null)
        .put("blockedAt", text(life.blockedAt()))
        .put("initialUntil", text(user.passwordExpiresAt()))
        .put("registeredAt", text(life.registeredAt()))
        .put("certificate", CertificateHistory.standing(of(user), validity, now))
        .put("actions", actions(viewer, user));
  }

  /** The certificates that the user has and had, the newest first. */
  JsonArray history(EmployerUser user) {
    var lines = new JsonArray();
    of(user).forEach(line -> lines.add(line.json()));
    return lines;
  }

  List<Line> of(EmployerUser user) {
    return certificates.getOrDefault(user.id(), List.of());
  }

  /** Blocked and locked keep the user out whatever else there is; so they come first. */
  private String state(EmployerUser user) {
    if (user.isBlocked()) {
      return "blocked";
    }
    if (user.isLocked(now)) {
      return "locked";
    }
    Instant until = user.passwordExpiresAt();
    if (until != null) {
      return now.isBefore(until) ? "unregistered" : "initial-expired";
    }
    return "active";
  }

  private JsonArray actions(Actor.Employer viewer, EmployerUser user) {
    var allowed = EmployerRights.allowed(viewer, HeldEmployer.member(user));
    var actions = new ArrayList<String>();
    if (allowed.contains(EmployerAct.CHANGE)) {
      actions.add("change");
    }
    if (allowed.contains(EmployerAct.UNLOCK) && user.isClosed(now)) {
      actions.add("unlock");
    }
    if (allowed.contains(EmployerAct.INITIAL_PASSWORD)) {
      actions.add("initial-password");
    }
    Optional<Line> present = CertificateHistory.present(of(user));
    if (allowed.contains(EmployerAct.ASK_REVOCATION)
        && present.filter(line -> !line.filed()).isPresent()) {
      actions.add("ask-revocation");
    }
    if (allowed.contains(EmployerAct.DELETE)) {
      actions.add("delete");
    }
    return new JsonArray(actions);
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
