package natsuin.contracts;

import java.util.function.Function;
import natsuin.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** What the caller of a list asks for. */
final class ListParameters {
  private static final int MAX_SIZE = 100;
  private static final int MAX_PAGE = 1_000_000;
  private final Function<String, @Nullable String> given;

  ListParameters(Function<String, @Nullable String> given) {
    this.given = given;
  }

  /** One of several words; fails as Invalid. */
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
  ContractList.Page page() {
    return new ContractList.Page(
        number("page", 1, MAX_PAGE),
        number("size", 20, MAX_SIZE),
        choice("sort", "applied", ContractList.Sort::of),
        choice("order", "desc", ListParameters::ascending));
  }

  private static boolean ascending(String order) {
    return switch (order) {
      case "asc" -> true;
      case "desc" -> false;
      default -> throw new IllegalArgumentException(order);
    };
  }

  private int number(String name, int fallback, int max) {
    String value = given.apply(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= max) {
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
