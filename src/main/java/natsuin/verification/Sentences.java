package natsuin.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The report's words in one language: Japanese unless English is asked for. */
final class Sentences {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Sentences JAPANESE =
      new Sentences("ja", Locale.JAPANESE, "yyyy年M月d日", "（E）HH:mm:ss");
  private static final Sentences ENGLISH =
      new Sentences("en", Locale.ENGLISH, "d MMM yyyy", " HH:mm:ss");

  private final String language;
  private final Properties sentences = new Properties();
  private final DateTimeFormatter date;
  private final DateTimeFormatter time;

  private Sentences(String language, Locale locale, String date, String time) {
    this.language = language;
    this.date = DateTimeFormatter.ofPattern(date, locale).withZone(JAPAN);
    this.time = DateTimeFormatter.ofPattern(date + time, locale).withZone(JAPAN);
    String file = "/verification/" + language + ".properties";
    try (InputStream in = Objects.requireNonNull(Sentences.class.getResourceAsStream(file))) {
      sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Sentences in(Locale locale) {
    return locale.getLanguage().equals("en") ? ENGLISH : JAPANESE;
  }

  String language() {
    return language;
  }

  /** Every key, for the test that holds both languages together. */
  Iterable<String> keys() {
    return sentences.stringPropertyNames();
  }

  /**
   * The sentence of this key.
   *
   * @throws IllegalArgumentException if there is none: both files hold every code
   */
  String of(String key) {
    return of(key, Map.of());
  }

  /** The sentence with its places filled. */
  String of(String key, Map<String, String> facts) {
    String sentence = sentences.getProperty(key);
    if (sentence == null) {
      throw new IllegalArgumentException("no sentence for " + key);
    }
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      sentence = sentence.replace("{" + fact.getKey() + "}", fact.getValue());
    }
    return sentence;
  }

  String of(Reason reason) {
    return of("reason." + reason.code(), reason.facts());
  }

  String of(RecordComparison record) {
    return of(
        "record." + record.state(),
        Map.of("agreeing", "" + record.agreeing(), "recorded", "" + record.recorded()));
  }

  String of(VerificationReport.Change change) {
    return of("change." + code(change.kind()));
  }

  String of(VerificationReport.@Nullable Coverage coverage) {
    if (coverage == null || coverage.revision() == 0) {
      return of("covers.nothing");
    }
    String how = coverage.laterPermitted() ? "permitted" : "forbidden";
    return of(
        "covers." + (coverage.whole() ? "whole" : how),
        Map.of("revision", "" + coverage.revision(), "of", "" + coverage.of()));
  }

  String of(@Nullable Instant instant) {
    return instant == null ? of("value.unknown") : time.format(instant);
  }

  /** The day alone. */
  String day(Instant instant) {
    return date.format(instant);
  }

  /** The name of a kind in JSON and in message keys. */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
