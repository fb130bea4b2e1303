package natsuin.help;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import natsuin.http.Language;

/**
 * A question with its answer, plain text with line breaks; the English is empty where nobody has
 * written it yet.
 *
 * @param version rises with every change
 */
record Question(UUID id, Texts texts, boolean published, int version) {
  /** What is read. */
  record Texts(String question, String answer, String questionEn, String answerEn) {}

  /** As customers read it; Japanese where there is no English. */
  JsonObject shown(Language language) {
    boolean english =
        language == Language.EN && !texts.questionEn().isEmpty() && !texts.answerEn().isEmpty();
    return new JsonObject()
        .put("id", id.toString())
        .put("lang", english ? "en" : "ja")
        .put("question", english ? texts.questionEn() : texts.question())
        .put("answer", english ? texts.answerEn() : texts.answer());
  }

  /** As staff edit it. */
  JsonObject edited() {
    return new JsonObject()
        .put("id", id.toString())
        .put("question", texts.question())
        .put("answer", texts.answer())
        .put("questionEn", texts.questionEn())
        .put("answerEn", texts.answerEn())
        .put("published", published)
        .put("version", version);
  }
}
