package natsuin.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import natsuin.kernel.Allowed;
import natsuin.kernel.ByteSize;
import natsuin.kernel.Secret;
import org.jspecify.annotations.Nullable;

/** One value of the configuration: what it may look like and what it means. */
final class ValueParser {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d)");
  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.of(
          String.class, text -> text,
          int.class, text -> number(text, Integer::valueOf),
          long.class, text -> number(text, Long::valueOf),
          boolean.class, ValueParser::bool,
          Duration.class, ValueParser::duration,
          ByteSize.class, ByteSize::parse,
          Path.class, text -> Path.of(notEmpty(text)),
          URI.class, text -> uri(notEmpty(text)),
          Secret.class, ValueParser::secret);

  private ValueParser() {}

  static boolean knows(Class<?> type) {
    return PARSERS.containsKey(type) || type.isEnum();
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException whose message completes 'must be …'
   */
  static Object parse(String text, Class<?> type, @Nullable Allowed allowed) {
    boolean mayBeEmpty = allowed != null && allowed.empty();
    if (text.isBlank() && !mayBeEmpty && (type == String.class || type == Secret.class)) {
      throw new IllegalArgumentException("given");
    }
    Object value = type.isEnum() ? constant(text, type) : lookUp(type).apply(text.strip());
    if (allowed != null) {
      within(value, type, allowed);
    }
    return value;
  }

  private static Function<String, Object> lookUp(Class<?> type) {
    var parser = PARSERS.get(type);
    if (parser == null) {
      throw new IllegalStateException("no configuration value can be of " + type);
    }
    return parser;
  }

  @SuppressWarnings("unchecked") // bounds are parsed by the value's own parser
  private static void within(Object value, Class<?> type, Allowed allowed) {
    boolean tooSmall =
        !allowed.from().isEmpty()
            && ((Comparable<Object>) value).compareTo(lookUp(type).apply(allowed.from())) < 0;
    boolean tooGreat =
        !allowed.to().isEmpty()
            && ((Comparable<Object>) value).compareTo(lookUp(type).apply(allowed.to())) > 0;
    if (tooSmall || tooGreat) {
      throw new IllegalArgumentException("from %s to %s".formatted(allowed.from(), allowed.to()));
    }
  }

  private static Object constant(String text, Class<?> type) {
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      if (kebab(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        Arrays.stream(constants).map(ValueParser::kebab).collect(Collectors.joining(" or ")));
  }

  private static String kebab(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object number(String text, Function<String, Object> parser) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a whole number", e);
    }
  }

  private static Object bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  private static Object duration(String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a duration such as 15 min (ms, s, min, h, d)");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Object uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an address such as http://host:port/", e);
    }
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("given");
    }
    return text;
  }

  private static Object secret(String text) {
    if (text.isEmpty()) {
      return new Secret("");
    }
    if (!text.startsWith("file:")) {
      throw new IllegalArgumentException("file:PATH (a secret stands in a file of its own)");
    }
    try {
      return new Secret(Files.readString(Path.of(text.substring("file:".length()))).strip());
    } catch (IOException e) {
      throw new IllegalArgumentException("file:PATH of a file that can be read", e);
    }
  }

  /** A list given as one text (environment): entries between commas. */
  static Iterable<JsonNode> split(JsonNode text) {
    return Arrays.stream(text.asText().split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .map(item -> (JsonNode) JsonNodeFactory.instance.textNode(item))
        .toList();
  }
}
