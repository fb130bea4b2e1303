package natsuin.verification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import natsuin.http.Language;
import natsuin.http.Messages;
import org.jspecify.annotations.Nullable;

/** The report's words in one language. */
final class Sentences {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private final Language language;
  private final DateTimeFormatter date;
  private final DateTimeFormatter time;

  Sentences(Language language) {
    this.language = language;
    boolean japanese = language == Language.JA;
    this.date = formatter(japanese ? "yyyy年M月d日" : "d MMM yyyy");
    this.time = formatter(japanese ? "yyyy年M月d日（E）HH:mm:ss" : "d MMM yyyy HH:mm:ss");
  }

  private DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.of(language.tag())).withZone(JAPAN);
  }

  /** As in {@code lang} attributes. */
  String tag() {
    return language.tag();
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
    return Messages.find(language, "verification." + key, facts)
        .orElseThrow(() -> new IllegalArgumentException("no sentence for " + key));
  }

  /** The verdict in a sentence. */
  String summary(VerificationReport report) {
    return of("summary." + report.verdict() + shade(report));
  }

  private static String shade(VerificationReport report) {
    return switch (report.verdict()) {
      case VALID -> {
        boolean here =
            report.signatures().stream().allMatch(each -> each.verdict() == Verdict.VALID);
        yield here ? "" : "-here";
      }
      case INDETERMINATE -> {
        boolean strangers =
            report.signatures().stream()
                .filter(each -> each.verdict() != Verdict.VALID)
                .allMatch(Sentences::isOfStranger);
        yield report.signatures().isEmpty() ? "-unsigned" : strangers ? "-strangers" : "";
      }
      case INVALID -> "";
    };
  }

  private static boolean isOfStranger(VerificationReport.Signature each) {
    return each.reasons().stream().anyMatch(reason -> reason.code().equals("authority-unknown"));
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
