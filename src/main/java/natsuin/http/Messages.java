package natsuin.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's sentences, by language and key, from {@code messages/ja.properties} and {@code
 * messages/en.properties}. {@code {name}} is filled from facts.
 */
public final class Messages {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");
  private static final Map<Language, Properties> TEXTS = load();

  private Messages() {}

  /** The sentence, or nothing where no file has it. */
  public static Optional<String> find(Language language, String key, Map<String, ?> facts) {
    String text = texts(language).getProperty(key);
    return text == null ? Optional.empty() : Optional.of(fill(text, facts));
  }

  /** The sentence; the key itself where no file has it. */
  public static String text(Language language, String key, Map<String, ?> facts) {
    return find(language, key, facts).orElse(key);
  }

  static Properties texts(Language language) {
    return Objects.requireNonNull(TEXTS.get(language));
  }

  private static String fill(String text, Map<String, ?> facts) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    String.valueOf(
                        facts.containsKey(place.group(1))
                            ? facts.get(place.group(1))
                            : place.group())));
  }

  private static Map<Language, Properties> load() {
    var all = new EnumMap<Language, Properties>(Language.class);
    for (Language language : Language.values()) {
      String name = "/messages/" + language.tag() + ".properties";
      try (var in =
          new InputStreamReader(
              Objects.requireNonNull(Messages.class.getResourceAsStream(name), name),
              StandardCharsets.UTF_8)) {
        var texts = new Properties();
        texts.load(in);
        all.put(language, texts);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }
}
