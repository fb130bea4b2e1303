package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

/** The languages that the product speaks. */
public enum Language {
  /** Japanese, the default (UI-1). */
  JA,
  /** English. */
  EN;

  private static final List<Locale> SPOKEN = List.of(Locale.JAPANESE, Locale.ENGLISH);

  /** What the caller prefers by {@code Accept-Language} (RFC 9110, 12.5.4). */
  public static Language of(RoutingContext context) {
    return of(context.request().getHeader("Accept-Language"));
  }

  static Language of(@org.jspecify.annotations.Nullable String accepted) {
    if (accepted == null || accepted.length() > 200) {
      return JA;
    }
    try {
      Locale best = Locale.lookup(LanguageRange.parse(accepted), SPOKEN);
      return Locale.ENGLISH.equals(best) ? EN : JA;
    } catch (IllegalArgumentException malformed) {
      return JA;
    }
  }

  /** As in {@code lang} attributes and file names. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
