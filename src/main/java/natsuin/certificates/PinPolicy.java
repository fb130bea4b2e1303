package natsuin.certificates;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import natsuin.fields.Forms;

/** What a PIN may be (CERT-1); the rule itself is the form's, as browsers have it. */
public final class PinPolicy {
  private PinPolicy() {}

  /** Whether this can be somebody's PIN. */
  public static boolean accepts(String pin) {
    var input = new JsonObject().put("pin", pin);
    return Forms.load().form("new-pin").take(input, LocalDate.EPOCH).errors().isEmpty();
  }
}
