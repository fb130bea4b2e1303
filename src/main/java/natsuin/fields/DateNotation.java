package natsuin.fields;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which people write a day, Japanese eras among them; data from {@code dates.json}. */
record DateNotation(List<Step> steps, List<Pattern> patterns, List<Era> eras) {

  /** A text as a day. */
  sealed interface Result {}

  /** It is this day. */
  record Day(LocalDate date) implements Result {}

  /** None of the notations. */
  record Unknown() implements Result {}

  /** A 31 June, a 29 February of an ordinary year. */
  record NoSuchDay() implements Result {}

  /** A day that this era did not have: 昭和65年, 平成元年1月7日. */
  record NotInEra(String era) implements Result {}

  private record Era(List<String> names, LocalDate from, LocalDate to) {
    boolean has(LocalDate date) {
      return !date.isBefore(from) && !date.isAfter(to);
    }
  }

  static DateNotation of(JsonObject json) {
    return new DateNotation(
        json.getJsonArray("steps").stream().map(step -> Step.of((JsonObject) step)).toList(),
        strings(json.getJsonArray("patterns")).stream().map(Pattern::compile).toList(),
        json.getJsonArray("eras").stream().map(era -> era((JsonObject) era)).toList());
  }

  private static Era era(JsonObject json) {
    return new Era(
        strings(json.getJsonArray("names")),
        LocalDate.parse(json.getString("from")),
        LocalDate.parse(json.getString("to")));
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }

  Result read(String typed) {
    String text = typed;
    for (Step step : steps) {
      text = step.apply(text);
    }
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return matcher.namedGroups().containsKey("e")
            ? inEra(matcher)
            : day(year(matcher), matcher);
      }
    }
    return new Unknown();
  }

  private Result inEra(Matcher matcher) {
    String name = matcher.group("e");
    Era era = eras.stream().filter(e -> e.names().contains(name)).findFirst().orElseThrow();
    String count = matcher.group("n");
    int year = era.from().getYear() - 1 + (count.equals("元") ? 1 : Integer.parseInt(count));
    Result result = day(year, matcher);
    return result instanceof Day(LocalDate date) && !era.has(date)
        ? new NotInEra(era.names().getFirst())
        : result;
  }

  private static int year(Matcher matcher) {
    return Integer.parseInt(matcher.group("y"));
  }

  private static Result day(int year, Matcher matcher) {
    try {
      return new Day(
          LocalDate.of(
              year, Integer.parseInt(matcher.group("m")), Integer.parseInt(matcher.group("d"))));
    } catch (DateTimeException noSuchDay) {
      return new NoSuchDay();
    }
  }
}
