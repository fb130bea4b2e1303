package natsuin.employerdesk;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import natsuin.http.Requests;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;

/** The date on a written request: not to come, and not older than anybody would still act on. */
final class PaperDate {
  private static final int MONTHS = 6;

  private PaperDate() {}

  static LocalDate of(JsonObject input, LocalDate today) {
    String text = Requests.text(input, "paperDate");
    if (text.isEmpty()) {
      throw wrong("required");
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.isAfter(today)) {
        throw wrong("day-ahead");
      }
      if (day.isBefore(today.minusMonths(MONTHS))) {
        throw wrong("paper-too-old");
      }
      return day;
    } catch (DateTimeException notADate) {
      throw wrong("not-a-date");
    }
  }

  private static RuntimeException wrong(String code) {
    return new Failure.Invalid(new FieldError("paperDate", code)).exception();
  }
}
