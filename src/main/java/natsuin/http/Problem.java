package natsuin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import natsuin.kernel.Failure;

/** A failure as the outside sees it: a problem document (RFC 9457) in the caller's language. */
record Problem(int status, String code, JsonObject document, long retryAfterSeconds) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Tokyo"));

  private static final DateTimeFormatter DAY_AND_CLOCK =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm").withZone(ZoneId.of("Asia/Tokyo"));

  private static final DateTimeFormatter JA_DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);

  private static final DateTimeFormatter EN_DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** A lock with a later end than this is opened by somebody, not by time. */
  private static final Instant FOR_GOOD = Instant.parse("9999-01-01T00:00:00Z");

  static Problem of(Failure failure, Language language) {
    var document = new JsonObject();
    return switch (failure) {
      case Failure.Invalid f -> problem(422, f, language, errors(document, f.fields(), language));
      case Failure.Refused f -> problem(422, f, language, errors(document, f.reasons(), language));
      case Failure.Malformed f -> problem(400, f, language, document);
      case Failure.Unauthenticated f -> problem(401, f, language, document);
      case Failure.Forbidden f -> problem(403, f, language, document);
      case Failure.NotFound f -> problem(404, f, language, document);
      case Failure.Conflict f -> conflict(f, language, document);
      case Failure.Locked f -> locked(f, language, document);
      case Failure.Wrong f -> wrong(f, language, document);
      case Failure.TooLarge f ->
          problem(413, f, language, document, Map.of("limit", size(f.limitBytes())));
      case Failure.TooMany f -> later(429, f, f.retryAfter(), language, document);
      case Failure.Busy f -> later(503, f, f.retryAfter(), language, document);
      case Failure.Closed f -> closed(f, language, document);
      case Failure.Unavailable f -> later(503, f, f.retryAfter(), language, document);
    };
  }

  /** What HTTP itself refuses: 404, 405, 413, 415 …, or a fault (500) whose inside never shows. */
  static Problem of(int status, Language language) {
    String code =
        switch (status) {
          case 400 -> "malformed-request";
          case 404 -> "not-found";
          case 405 -> "method-not-allowed";
          case 406 -> "not-acceptable";
          case 413 -> "too-large";
          case 414, 431 -> "header-too-large";
          case 415 -> "unsupported-media-type";
          default -> status < 500 ? "malformed-request" : "fault";
        };
    return problem(status, code, language, new JsonObject(), Map.of());
  }

  private static Problem locked(Failure.Locked failure, Language language, JsonObject document) {
    Instant until = failure.until();
    if (until.isAfter(FOR_GOOD)) {
      return problem(423, failure.code() + "-for-good", language, document, Map.of());
    }
    document.put("until", until.toString());
    return problem(423, failure, language, document, Map.of("until", CLOCK.format(until)));
  }

  /** Days stand in the document too, for the page to reckon with. */
  private static Problem conflict(
      Failure.Conflict failure, Language language, JsonObject document) {
    var facts = new HashMap<String, Object>(failure.facts());
    facts.replaceAll(
        (name, fact) -> {
          if (fact instanceof LocalDate day) {
            document.put(name, day.toString());
            return (language == Language.EN ? EN_DAY : JA_DAY).format(day);
          }
          return fact;
        });
    return problem(409, failure, language, document, facts);
  }

  private static Problem closed(Failure.Closed failure, Language language, JsonObject document) {
    document.put("until", failure.until().toString());
    long seconds = Math.max(1, failure.retryAfter().toSeconds());
    document.put("retryAfter", seconds);
    var facts = Map.of("until", DAY_AND_CLOCK.format(failure.until()));
    return new Problem(
        503, failure.code(), problem(503, failure, language, document, facts).document(), seconds);
  }

  private static Problem wrong(Failure.Wrong failure, Language language, JsonObject document) {
    document.put("triesLeft", failure.triesLeft());
    return problem(422, failure, language, document, Map.of("left", failure.triesLeft()));
  }

  private static Problem later(
      int status, Failure failure, Duration wait, Language language, JsonObject document) {
    long seconds = Math.max(1, wait.toSeconds());
    document.put("retryAfter", seconds);
    var facts = Map.of("seconds", seconds, "minutes", Math.ceilDiv(seconds, 60));
    var problem = problem(status, failure, language, document, facts);
    return new Problem(status, problem.code(), document, seconds);
  }

  private static JsonObject errors(
      JsonObject document, List<Failure.FieldError> errors, Language language) {
    var list = new JsonArray();
    for (var error : errors) {
      list.add(
          new JsonObject()
              .put("field", error.field())
              .put("code", Sentences.code(error))
              .put("message", Sentences.of(error, language)));
    }
    return list.isEmpty() ? document : document.put("errors", list);
  }

  private static Problem problem(
      int status, Failure failure, Language language, JsonObject document) {
    return problem(status, failure, language, document, Map.of());
  }

  private static Problem problem(
      int status, Failure failure, Language language, JsonObject document, Map<String, ?> facts) {
    return problem(status, failure.code(), language, document, facts);
  }

  private static Problem problem(
      int status, String code, Language language, JsonObject document, Map<String, ?> facts) {
    document
        .put("type", "/problems/" + code)
        .put("status", status)
        .put("code", code)
        .put("title", Messages.text(language, "problem." + code + ".title", facts));
    Messages.find(language, "problem." + code + ".detail", facts)
        .ifPresent(detail -> document.put("detail", detail));
    return new Problem(status, code, document, 0);
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : Math.ceilDiv(bytes, 1024L) + " KB";
  }
}
