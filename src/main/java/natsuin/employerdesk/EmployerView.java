package natsuin.employerdesk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.EmployerRole;
import natsuin.pg.Database;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;
import natsuin.users.Branch;
import natsuin.users.Employer;
import natsuin.users.EmployerUser;
import natsuin.users.EmployerUserStore;
import org.jspecify.annotations.Nullable;

/** The API's {@code StaffEmployer}: data, users, certificates, what waits, what was done. */
final class EmployerView {
  private final Actor.Staff staff;
  private final Held held;
  private final Instant now;
  private final boolean mayMaintain;
  private final Optional<Reset> reset;

  private EmployerView(Actor.Staff staff, Held held, Optional<Reset> reset, Instant now) {
    this.staff = staff;
    this.held = held;
    this.now = now;
    this.reset = reset;
    this.mayMaintain = StaffRights.may(staff, StaffAct.MAINTAIN, held.employer().branch().id());
  }

  /** As this person may see it; waits. */
  static JsonObject of(Database database, Actor.Staff staff, UUID employer, Instant now) {
    var db = database.client();
    Held held =
        EmployerUserStore.withEmployer(db, employer, Held::new)
            .await()
            .filter(one -> StaffRights.may(staff, StaffAct.REVIEW, one.employer().branch().id()))
            .orElseThrow(DeskRights::notFound);
    var certificates = CertificateListStore.of(db, employer, now).await();
    var reset = ResetStore.waitingFor(db, employer).await();
    return new EmployerView(staff, held, reset, now)
        .json(certificates)
        .put("history", new JsonArray(new ArrayList<>(HistoryStore.of(db, employer).await())));
  }

  private JsonObject json(Map<UUID, JsonArray> certificates) {
    var users = new JsonArray();
    held.users().forEach(user -> users.add(user(user, certificates.get(user.id()))));
    return facts(held.employer())
        .put("mayMaintain", mayMaintain)
        .put("users", users)
        .put("reset", reset.map(one -> reset(one, staff)).orElse(null));
  }

  private static JsonObject facts(Employer employer) {
    return new JsonObject()
        .put("id", employer.id().toString())
        .put("number", employer.number())
        .put("name", employer.name())
        .put("nameKana", employer.nameKana())
        .put("nameLatin", employer.nameLatin())
        .put("postalCode", employer.postalCode())
        .put("address", employer.address())
        .put("branch", branch(employer.branch()))
        .put("version", employer.version())
        .put("createdAt", employer.createdAt().toString());
  }

  static JsonObject branch(Branch branch) {
    return new JsonObject()
        .put("id", branch.id().toString())
        .put("code", branch.code())
        .put("name", branch.name())
        .put("nameLatin", branch.nameLatin());
  }

  private JsonObject user(EmployerUser user, @Nullable JsonArray certificates) {
    var life = user.life();
    return new JsonObject()
        .put("id", user.id().toString())
        .put("role", user.role().code())
        .put("userId", user.userId())
        .put("name", user.name())
        .put("email", user.email())
        .put("state", state(user))
        .put("lockedUntil", text(user.lockedUntil()))
        .put("blockedAt", text(life.blockedAt()))
        .put("registeredAt", text(life.registeredAt()))
        .put("passwordUntil", text(user.passwordExpiresAt()))
        .put("version", life.version())
        .put("certificates", certificates == null ? new JsonArray() : certificates)
        .put("actions", actions(user));
  }

  private String state(EmployerUser user) {
    Instant initialUntil = user.passwordExpiresAt();
    if (user.isBlocked()) {
      return "blocked";
    }
    if (isLocked(user)) {
      return "locked";
    }
    if (initialUntil == null) {
      return "registered";
    }
    return initialUntil.isAfter(now) ? "initial" : "initial-expired";
  }

  private boolean isLocked(EmployerUser user) {
    Instant until = user.lockedUntil();
    return until != null && until.isAfter(now);
  }

  /** What the page has buttons for. */
  private JsonArray actions(EmployerUser user) {
    var actions = new JsonArray();
    if (!mayMaintain || user.role() != EmployerRole.MASTER) {
      return actions;
    }
    if (user.isBlocked() || isLocked(user)) {
      actions.add("unlock");
    }
    if (user.hasInitialPassword()) {
      actions.add("letter");
    } else if (reset.isEmpty()) {
      actions.add("reset");
    }
    return actions;
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  /** The API's {@code EmployerReset}. */
  static JsonObject reset(Reset reset, Actor.Staff staff) {
    boolean decides = StaffRights.may(staff, StaffAct.DECIDE, reset.branch().id());
    boolean maintains = StaffRights.may(staff, StaffAct.MAINTAIN, reset.branch().id());
    boolean own = reset.filedBy().equals(staff.id());
    return new JsonObject()
        .put("id", reset.id().toString())
        .put("employerId", reset.employer().toString())
        .put("number", reset.number())
        .put("employer", reset.name())
        .put("reason", reset.reason())
        .put("paperDate", reset.paperDate().toString())
        .put("note", reset.note())
        .put("since", reset.filedAt().toString())
        .put(
            "filedBy",
            new JsonObject().put("id", reset.filedBy().toString()).put("name", reset.filedByName()))
        .put("branch", branch(reset.branch()))
        .put(
            "may",
            new JsonObject()
                .put("confirm", reset.waits() && decides && !own)
                .put("decline", reset.waits() && (own ? maintains : decides)));
  }
}
