package natsuin.contracts;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.UserRole;
import natsuin.rights.CustomerRights;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who might be asked to sign.
 *
 * @param personalSignature may also sign for himself (APP-2)
 * @param certified has a signing certificate that is valid now
 * @param pinLocked its key is locked
 */
record SignerCandidate(
    UUID user,
    String name,
    String nameLatin,
    UUID organizationId,
    String organization,
    String organizationKind,
    UserRole role,
    boolean personalSignature,
    boolean certified,
    boolean pinLocked) {

  /** Why he cannot be asked to sign for his organization; none: he can. */
  Optional<String> why() {
    return why(Capacity.ORGANIZATION);
  }

  /** Why he cannot be asked to sign in this capacity; none: he can. */
  Optional<String> why(@Nullable Capacity capacity) {
    if (capacity == Capacity.PERSONAL
        && !personalSignature
        && !organizationKind.equals("individual")) {
      return Optional.of("no-personal-signature");
    }
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
        .put("personalSignature", personalSignature)
        .put("canSign", why().isEmpty())
        .put("why", why().orElse(null));
  }
}
