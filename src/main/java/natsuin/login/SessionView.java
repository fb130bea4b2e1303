package natsuin.login;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import natsuin.certificates.Credential;
import natsuin.kernel.StaffRole;
import natsuin.users.Branch;
import natsuin.users.StaffMember;
import natsuin.users.User;

/** Sessions as the API shows them. */
final class SessionView {
  private SessionView() {}

  static JsonObject of(
      User user, Optional<Credential> credential, Instant now, Instant expiresAt, Duration idle) {
    var organization = user.organization();
    var shown =
        new JsonObject()
            .put("id", user.id().toString())
            .put("mypageId", user.mypageId())
            .put("name", user.name())
            .put("nameLatin", user.nameLatin())
            .put("email", user.email())
            .put("role", user.role().code())
            .put(
                "organization",
                new JsonObject()
                    .put("id", organization.id().toString())
                    .put("name", organization.name())
                    .put("nameLatin", organization.nameLatin())
                    .put("kind", organization.kind().code()))
            .put("mustChangePassword", user.mustChangePassword());
    credential.ifPresent(known -> shown.put("credential", of(known, now)));
    return with(new JsonObject().put("user", shown), expiresAt, idle);
  }

  private static JsonObject of(Credential credential, Instant now) {
    return new JsonObject()
        .put("credentialId", credential.credentialId())
        .put("notAfter", credential.certificate().getNotAfter().toInstant().toString())
        .put("state", credential.lockedAt(now) ? "locked" : "active");
  }

  /** Head office and auditors may watch every branch, the others their own (STAFF-1). */
  static JsonObject of(StaffMember member, List<Branch> all, Instant expiresAt, Duration idle) {
    boolean everywhere =
        member.role() == StaffRole.HEAD_OFFICE || member.role() == StaffRole.AUDITOR;
    var branches = new JsonArray();
    (everywhere ? all : List.of(member.branch())).forEach(branch -> branches.add(of(branch)));
    var shown =
        new JsonObject()
            .put("id", member.id().toString())
            .put("name", member.name())
            .put("role", member.role().code())
            .put("branch", of(member.branch()))
            .put("branches", branches);
    return with(new JsonObject().put("staff", shown), expiresAt, idle);
  }

  private static JsonObject with(JsonObject session, Instant expiresAt, Duration idle) {
    return session.put("expiresAt", expiresAt.toString()).put("idleSeconds", idle.toSeconds());
  }

  private static JsonObject of(Branch branch) {
    return new JsonObject()
        .put("id", branch.id().toString())
        .put("code", branch.code())
        .put("name", branch.name())
        .put("nameLatin", branch.nameLatin());
  }
}
