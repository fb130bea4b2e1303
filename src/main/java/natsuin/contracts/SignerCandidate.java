package natsuin.contracts;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.UserRole;
import natsuin.rights.CustomerRights;

/**
 * Somebody who might be asked to sign.
 *
 * @param certified has a signing certificate that is valid now
 * @param pinLocked its key is locked
 */
record SignerCandidate(
    UUID user,
    String name,
    String nameLatin,
    String organization,
    String organizationKind,
    UserRole role,
    boolean certified,
    boolean pinLocked) {

  /** Why he cannot be asked; none: he can. */
  Optional<String> why() {
    if (!CustomerRights.canBeNamed(role)) {
      return Optional.of("viewer");
    }
    if (!certified) {
      return Optional.of("no-certificate");
    }
    return pinLocked ? Optional.of("pin-locked") : Optional.empty();
  }

  JsonObject json() {
    return new JsonObject()
        .put("userId", user.toString())
        .put("name", name)
        .put("nameLatin", nameLatin)
        .put("organization", organization)
        .put("organizationKind", organizationKind)
        .put("role", role.code())
        .put("canSign", why().isEmpty())
        .put("why", why().orElse(null));
  }
}
