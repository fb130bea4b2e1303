package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import natsuin.employerdesk.Records.Why;
import natsuin.http.Requests;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;

/** Why the clerk does it: one of the reasons that there are, and a note. */
final class Said {
  private static final int LONGEST = 500;

  private Said() {}

  static Why why(JsonObject input, Set<String> reasons) {
    String reason = Requests.text(input, "reason");
    if (!reasons.contains(reason)) {
      throw new Failure.Invalid(new FieldError("reason", "choose")).exception();
    }
    String note = Requests.text(input, "note").strip();
    if (note.length() > LONGEST) {
      throw new Failure.Invalid(new FieldError("note", "too-long", Map.of("max", LONGEST)))
          .exception();
    }
    return new Why(reason, note);
  }
}
