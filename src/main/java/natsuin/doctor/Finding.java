package natsuin.doctor;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import natsuin.http.Language;
import natsuin.http.Messages;

/**
 * What a check found.
 *
 * @param code {@code CHECK.WHAT}; its sentence is {@code doctor.CODE}, what to do {@code
 *     doctor.CODE.do}
 * @param subject of several like it, which: an address, a file; or empty
 * @param facts that stand in the sentences
 */
public record Finding(State state, String code, String subject, Map<String, ?> facts) {

  /** How bad it is; the later, the worse. */
  public enum State {
    /** As it should be. */
    OK,
    /** Goes on, but somebody should look soon. */
    WARNING,
    /** Something does not work, or will be lost. */
    ERROR;

    /** As the interface has it. */
    public String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String code, String subject, Map<String, ?> facts) {
    return new Finding(State.OK, code, subject, facts);
  }

  static Finding warning(String code, String subject, Map<String, ?> facts) {
    return new Finding(State.WARNING, code, subject, facts);
  }

  static Finding error(String code, String subject, Map<String, ?> facts) {
    return new Finding(State.ERROR, code, subject, facts);
  }

  /** The check's name for machines. */
  public String check() {
    return code.substring(0, code.indexOf('.'));
  }

  /** The check's name for people. */
  public String title(Language language) {
    return Messages.text(language, "doctor." + check(), Map.of());
  }

  /** What was found. */
  public String found(Language language) {
    return Messages.text(language, "doctor." + code, facts);
  }

  /** What to do; empty where all is well. */
  public String advice(Language language) {
    return Messages.find(language, "doctor." + code + ".do", facts).orElse("");
  }

  /** For machines, with the sentences in one language. */
  public JsonObject json(Language language) {
    return tagged()
        .put("title", title(language))
        .put("found", found(language))
        .put("advice", advice(language));
  }

  /** The API's {@code OperationsFinding}: with the sentences in every language. */
  public JsonObject json() {
    var sentences = new JsonObject();
    for (Language language : Language.values()) {
      sentences.put(
          language.tag(),
          new JsonObject()
              .put("title", title(language))
              .put("found", found(language))
              .put("advice", advice(language)));
    }
    return tagged().put("sentences", sentences);
  }

  private JsonObject tagged() {
    return new JsonObject().put("code", code).put("subject", subject).put("state", state.tag());
  }
}
