package natsuin.enrolment;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** What the one who came second is told. */
final class DecidedFacts {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm").withZone(ZoneId.of("Asia/Tokyo"));

  private DecidedFacts() {}

  static Map<String, Object> of(Application.Decision decision) {
    return Map.of("by", decision.by(), "at", TIME.format(decision.at()));
  }
}
