package natsuin.fields;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Which days a date field takes. Ages are those of the day before the birthday's end, as by law.
 */
record DateRule(
    DateNotation notation,
    Optional<LocalDate> earliest,
    Optional<Integer> leastAge,
    Optional<Integer> mostAge) {

  static DateRule of(JsonObject type, DateNotation notation) {
    return new DateRule(
        notation,
        Optional.ofNullable(type.getString("earliest")).map(LocalDate::parse),
        Optional.ofNullable(type.getInteger("leastAge")),
        Optional.ofNullable(type.getInteger("mostAge")));
  }

  Read read(String text, LocalDate today) {
    return switch (notation.read(text)) {
      case DateNotation.Unknown unknown -> new Read.Wrong("date-format");
      case DateNotation.NoSuchDay none -> new Read.Wrong("no-such-day");
      case DateNotation.NotInEra not -> new Read.Wrong("date-era", Map.of("era", not.era()));
      case DateNotation.Day day -> judge(day.date(), today);
    };
  }

  private Read judge(LocalDate date, LocalDate today) {
    if (date.isAfter(today)) {
      return new Read.Wrong("date-future");
    }
    if (earliest.isPresent() && date.isBefore(earliest.get())) {
      return new Read.Wrong("date-early", Map.of("earliest", earliest.get().toString()));
    }
    if (leastAge.isPresent() && younger(date, leastAge.get(), today)) {
      return new Read.Wrong("too-young", Map.of("age", leastAge.get()));
    }
    if (mostAge.isPresent() && !younger(date, mostAge.get() + 1, today)) {
      return new Read.Wrong("too-old", Map.of("age", mostAge.get()));
    }
    return new Read.Plain(date.toString());
  }

  /** Whoever is born on a leap day has the birthday on 1 March in other years. */
  private static boolean younger(LocalDate birth, int years, LocalDate today) {
    LocalDate birthday = birth.plusYears(years);
    return today.isBefore(
        birthday.getDayOfMonth() == birth.getDayOfMonth() ? birthday : birthday.plusDays(1));
  }
}
