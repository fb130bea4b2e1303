package natsuin.members;

import io.vertx.core.json.JsonObject;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;
import org.jspecify.annotations.Nullable;

/** Which state of a thing somebody saw when he decided to change it. */
final class Versions {
  private Versions() {}

  /** Fails as {@link Failure.Conflict} where the thing has changed since. */
  static void same(JsonObject input, int present) {
    same(input.getValue("version") instanceof Integer seen ? seen : null, present);
  }

  /** The same for what stands in a query. */
  static void same(@Nullable String seen, int present) {
    same(seen == null || !seen.matches("\\d{1,9}") ? null : Integer.valueOf(seen), present);
  }

  private static void same(@Nullable Integer seen, int present) {
    if (seen == null) {
      throw new Failure.Invalid(new FieldError("version", "required")).exception();
    }
    if (seen != present) {
      throw new Failure.Conflict("changed-meanwhile").exception();
    }
  }
}
