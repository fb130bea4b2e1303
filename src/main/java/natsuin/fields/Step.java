package natsuin.fields;

import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step that makes typed text plain: what matches is replaced by what the change makes of it.
 */
record Step(Pattern match, UnaryOperator<String> change) {

  static Step of(JsonObject json) {
    return new Step(Pattern.compile(json.getString("match")), change(json));
  }

  private static UnaryOperator<String> change(JsonObject json) {
    return switch (json.getString("do")) {
      case "nfkc" -> text -> Normalizer.normalize(text, Normalizer.Form.NFKC);
      case "nfc" -> text -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case "lower" -> text -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text -> text.toUpperCase(Locale.ROOT);
      case "shift" -> {
        int by = json.getInteger("by");
        yield text -> shift(text, by);
      }
      case "replace" -> {
        String by = json.getString("by");
        yield text -> by;
      }
      default -> throw new IllegalArgumentException("unknown step " + json);
    };
  }

  /** The text after this step. */
  String apply(String text) {
    return match
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(change.apply(found.group())));
  }

  private static String shift(String text, int by) {
    var shifted = new StringBuilder(text.length());
    text.codePoints().forEach(c -> shifted.appendCodePoint(c + by));
    return shifted.toString();
  }
}
