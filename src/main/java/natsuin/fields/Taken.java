package natsuin.fields;

import io.vertx.core.json.JsonObject;
import java.util.List;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;

/**
 * What came out of a form.
 *
 * @param values the fields that could be taken, plain: text without what was removed, dates as
 *     {@code yyyy-MM-dd}, flags as Boolean. What was left empty, repeated or hidden is not in it;
 *     an empty flag is false.
 * @param errors a field each, in the form's order
 */
public record Taken(JsonObject values, List<FieldError> errors) {

  /** The values; fails as {@link Failure.Invalid} where there are errors. */
  public JsonObject orThrow() {
    if (!errors.isEmpty()) {
      throw new Failure.Invalid(errors).exception();
    }
    return values;
  }
}
