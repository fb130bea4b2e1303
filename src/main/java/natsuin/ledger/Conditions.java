package natsuin.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A where clause in the making: constants of this room, with a parameter wherever something comes
 * from outside.
 */
final class Conditions {
  private static final Pattern NUMBER = Pattern.compile("\\d{4}-\\d{1,9}");
  private static final Pattern LAST_DIGITS = Pattern.compile("\\d{3,6}");
  private static final int FIRST_YEAR = 2020;
  private static final int YEARS = 40;

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values;
  private boolean byIndex;

  /** The first of a statement. */
  Conditions() {
    this(new ArrayList<>());
  }

  private Conditions(List<Object> values) {
    this.values = values;
  }

  /** Another clause of the same statement. */
  Conditions beside() {
    return new Conditions(values);
  }

  /** The parameter that stands for this value. */
  String value(Object value) {
    values.add(value);
    return "$" + values.size();
  }

  /** One more, joined by and; empty: none. */
  Conditions and(String condition) {
    if (!condition.isEmpty()) {
      conditions.add(condition);
    }
    return this;
  }

  String sql() {
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  List<Object> values() {
    return values;
  }

  /** Whether an index leads to all that is found, before any of it is put in order. */
  boolean isLed() {
    return byIndex;
  }

  /** Dates and amounts. */
  Conditions ranges(Search search) {
    range(search.day().column(), search.from(), search.to());
    range(Page.Sort.AMOUNT.key(), search.amountFrom(), search.amountTo());
    return search.amountTo() == null ? this : and("c.amount is not null");
  }

  private void range(String column, @Nullable Object from, @Nullable Object to) {
    if (from != null) {
      and(column + " >= " + value(from));
    }
    if (to != null) {
      and(column + " <= " + value(to));
    }
  }

  /** Any part of a line in this text; for what is few and needs no index. */
  Conditions contains(String text, String part) {
    return and("strpos(%s, search_plain(%s)) > 0".formatted(text, value(part)));
  }

  /**
   * The same in a column of {@code contract}, led there by its index where that is worth it.
   *
   * @param rows how many are wanted
   */
  Conditions contains(String column, Probe probe, double rows) {
    String there = "strpos(c.%1$s, %2$s) > 0".formatted(column, value(probe.plain()));
    if (probe.soonMet(rows)) {
      return and(there);
    }
    byIndex = true;
    String grams = value(probe.grams().toArray(String[]::new));
    String led = "search_grams(c.%s) @> %s and %s".formatted(column, grams, there);
    return and(
        probe.isRare()
            ? "c.id = any(array(select c.id from contract c where %s))".formatted(led)
            : led);
  }

  /** Whether somebody typed a contract's number or its last digits. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches() || LAST_DIGITS.matcher(text).matches();
  }

  /** A contract's number; its last digits find it in every year. */
  Conditions number(String text) {
    if (NUMBER.matcher(text).matches()) {
      return and("c.number = " + value(text));
    }
    int last = Integer.parseInt(text);
    return and(
        "c.number = any(%s)"
            .formatted(
                value(
                    IntStream.range(FIRST_YEAR, FIRST_YEAR + YEARS)
                        .mapToObj(year -> "%d-%06d".formatted(year, last))
                        .toArray(String[]::new))));
  }
}
