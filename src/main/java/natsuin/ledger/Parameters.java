package natsuin.ledger;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;
import natsuin.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** What the caller of a list asks for; everything fails as Invalid where it is not understood. */
final class Parameters {
  private static final int MAX_SIZE = 100;
  private static final int MAX_PAGE = 1_000_000;
  private static final int MAX_TEXT = 100;
  private static final long MAX_AMOUNT = 999_999_999_999L;
  private final Function<String, @Nullable String> given;

  Parameters(Function<String, @Nullable String> given) {
    this.given = given;
  }

  /** One of several words. */
  <T> T choice(String name, @Nullable String fallback, Function<String, T> of) {
    String value = given.apply(name);
    String chosen = value == null ? fallback : value;
    if (chosen == null) {
      throw wrong(name, "required");
    }
    try {
      return of.apply(chosen);
    } catch (IllegalArgumentException unknown) {
      throw wrong(name, "unknown-value");
    }
  }

  /** Page, size, sort and order; their defaults are those of openapi.yaml. */
  Page page() {
    return new Page(
        (int) number("page", 1, 1, MAX_PAGE),
        (int) number("size", 20, 1, MAX_SIZE),
        choice("sort", "applied", Page.Sort::of),
        choice("order", "desc", Parameters::ascending));
  }

  /** What is looked for. */
  Search search() {
    return new Search(
        choice("date", "applied", Search.Day::of),
        day("from"),
        day("to"),
        amount("amountFrom"),
        amount("amountTo"),
        text("counterparty"),
        text("text"));
  }

  /** An identifier; null: none given. */
  @Nullable UUID id(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    return choice(name, null, UUID::fromString);
  }

  /** {@code true} or {@code false}, which is what is meant by nothing. */
  boolean flag(String name) {
    return choice(
        name,
        "false",
        value ->
            switch (value) {
              case "true" -> true;
              case "false", "" -> false;
              default -> throw new IllegalArgumentException(value);
            });
  }

  /** An empty field of a form is one that was not given. */
  private @Nullable String text(String name) {
    String value = given.apply(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    String text = value.strip();
    if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
      throw wrong(name, "too-long");
    }
    return text;
  }

  private @Nullable LocalDate day(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(value);
      if (day.getYear() > 1900 && day.getYear() < 3000) {
        return day;
      }
    } catch (DateTimeParseException notADay) {
      throw wrong(name, "not-a-date");
    }
    throw wrong(name, "not-a-date");
  }

  private @Nullable Long amount(String name) {
    return text(name) == null ? null : number(name, 0, 0, MAX_AMOUNT);
  }

  private static boolean ascending(String order) {
    return switch (order) {
      case "asc" -> true;
      case "desc" -> false;
      default -> throw new IllegalArgumentException(order);
    };
  }

  private long number(String name, long fallback, long min, long max) {
    String value = text(name);
    if (value == null) {
      return fallback;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw wrong(name, "not-a-number");
    }
    throw wrong(name, "not-a-number");
  }

  private static RuntimeException wrong(String name, String code) {
    return new Failure.Invalid(new Failure.FieldError(name, code)).exception();
  }
}
