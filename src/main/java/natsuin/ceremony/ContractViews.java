package natsuin.ceremony;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.kernel.Actor;

/** How a contract looks to a customer's user: another story knows, and the roof brings it here. */
@FunctionalInterface
public interface ContractViews {
  /** {@code ContractView} of the interface's description. On a virtual thread. */
  JsonObject view(Actor.User user, UUID contract);
}
