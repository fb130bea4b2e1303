package natsuin.employers;

import io.vertx.core.json.JsonObject;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import org.jspecify.annotations.Nullable;

/** Which state of a user somebody saw when he decided to change him. */
final class Versions {
  private Versions() {}

  /** The one in the body. */
  static void same(JsonObject input, int present) {
    if (!(input.getValue("version") instanceof Integer seen)) {
      throw missing();
    }
    same(seen, present);
  }

  /** The one in the query. */
  static void same(@Nullable String given, int present) {
    if (given == null || !given.matches("[0-9]{1,9}")) {
      throw missing();
    }
    same(Integer.parseInt(given), present);
  }

  private static void same(int seen, int present) {
    if (seen != present) {
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
  }

  private static RuntimeException missing() {
    return new Failure.Invalid(new FieldError("version", "required")).exception();
  }
}
