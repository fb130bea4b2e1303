package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import natsuin.kernel.Failure.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and writes down what is wrong with each, so that all of it can
 * be told at once. What is null has an error written down for it.
 */
final class FieldReader {
  private final JsonObject json;
  private final String path;
  private final List<FieldError> errors;

  FieldReader(JsonObject json, List<FieldError> errors) {
    this(json, "", errors);
  }

  private FieldReader(JsonObject json, String path, List<FieldError> errors) {
    this.json = json;
    this.path = path;
    this.errors = errors;
  }

  /** Where a field of this object is: {@code signers[1].userId}. */
  String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  void wrong(String field, String code, Map<String, Object> facts) {
    errors.add(new FieldError(at(field), code, facts));
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // always null
  private <T> @Nullable T none(String field, String code) {
    wrong(field, code, Map.of());
    return null;
  }

  /** A line of text, without white space around it. */
  @Nullable String text(String field, int max) {
    return text(field, max, false);
  }

  /** Text that may have several lines. */
  @Nullable String lines(String field, int max) {
    return text(field, max, true);
  }

  private @Nullable String text(String field, int max, boolean lines) {
    if (!(json.getValue(field) instanceof String given) || given.isBlank()) {
      return none(field, "required");
    }
    String text = given.strip();
    if (text.codePointCount(0, text.length()) > max) {
      wrong(field, "too-long", Map.of("max", max));
      return null;
    }
    return text.codePoints().anyMatch(c -> unprintable(c) && !(lines && isBreak(c)))
        ? none(field, "unprintable")
        : text;
  }

  /** A line of text, or none where the field is missing, null or blank. */
  Optional<String> optionalText(String field, int max) {
    return missing(field) ? Optional.empty() : Optional.ofNullable(text(field, max));
  }

  private static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  /** Control characters, and those that turn the direction of writing: names must not pretend. */
  private static boolean unprintable(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  @Nullable LocalDate date(String field) {
    if (!(json.getValue(field) instanceof String text) || text.isBlank()) {
      return none(field, "required");
    }
    try {
      var date = LocalDate.parse(text);
      return date.getYear() < 1900 || date.getYear() > 2200 ? none(field, "not-a-date") : date;
    } catch (DateTimeParseException notADate) {
      return none(field, "not-a-date");
    }
  }

  /** A day, or none where the field is missing, null or blank. */
  Optional<LocalDate> optionalDate(String field) {
    return missing(field) ? Optional.empty() : Optional.ofNullable(date(field));
  }

  private boolean missing(String field) {
    Object value = json.getValue(field);
    return value == null || (value instanceof String text && text.isBlank());
  }

  @Nullable UUID id(String field) {
    if (!(json.getValue(field) instanceof String text) || text.isBlank()) {
      return none(field, "required");
    }
    try {
      return text.length() == 36 ? UUID.fromString(text) : none(field, "unknown-value");
    } catch (IllegalArgumentException notAnId) {
      return none(field, "unknown-value");
    }
  }

  /** A whole number in a range; the fallback where the field is missing or null. */
  @Nullable Long number(String field, long min, long max, @Nullable Long fallback) {
    Object value = json.getValue(field);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof Integer || value instanceof Long)) {
      return none(field, "not-a-number");
    }
    long number = ((Number) value).longValue();
    if (number < min || number > max) {
      wrong(field, "out-of-range", Map.of("min", min, "max", max));
      return null;
    }
    return number;
  }

  boolean flag(String field, boolean fallback) {
    Object value = json.getValue(field);
    if (value != null && !(value instanceof Boolean)) {
      wrong(field, "unknown-value", Map.of());
    }
    return value instanceof Boolean flag ? flag : fallback;
  }

  /** One of several words; {@code of} throws {@link IllegalArgumentException} for any other. */
  <T> @Nullable T choice(String field, Function<String, T> of) {
    if (!(json.getValue(field) instanceof String text) || text.isBlank()) {
      return none(field, "required");
    }
    try {
      return of.apply(text);
    } catch (IllegalArgumentException unknown) {
      return none(field, "unknown-value");
    }
  }

  /** The same, or the fallback where the field is missing, null or blank. */
  <T> @Nullable T choice(String field, T fallback, Function<String, T> of) {
    return missing(field) ? fallback : choice(field, of);
  }

  /** The objects of an array, as many as may be. */
  List<FieldReader> objects(String field, int max) {
    if (!(json.getValue(field) instanceof JsonArray array) || array.isEmpty()) {
      wrong(field, "required", Map.of());
      return List.of();
    }
    if (array.size() > max) {
      wrong(field, "too-many", Map.of("max", max));
      return List.of();
    }
    var readers = new ArrayList<FieldReader>();
    for (int i = 0; i < array.size(); i++) {
      String place = at(field) + "[" + i + "]";
      if (array.getValue(i) instanceof JsonObject object) {
        readers.add(new FieldReader(object, place, errors));
      } else {
        errors.add(new FieldError(place, "required"));
      }
    }
    return readers;
  }
}
