package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;

/** Which state of a thing somebody saw when he decided to change it. */
final class Versions {
  private Versions() {}

  /** The one in the body. */
  static int seen(JsonObject input) {
    if (input.getValue("version") instanceof Integer seen) {
      return seen;
    }
    throw new Failure.Invalid(new FieldError("version", "required")).exception();
  }

  /** Fails as {@link Failure.Conflict} where the thing has changed since. */
  static void same(int seen, int present) {
    if (seen != present) {
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
  }
}
