package natsuin.help;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import natsuin.http.Requests;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;

/** Reads what staff typed: plain text, no control characters but line breaks. */
final class QuestionReader {
  private static final int LONGEST_QUESTION = 200;
  private static final int LONGEST_ANSWER = 4000;

  private final JsonObject body;
  private final List<FieldError> faults = new ArrayList<>();

  private QuestionReader(JsonObject body) {
    this.body = body;
  }

  /** The texts, or {@link Failure.Invalid}. */
  static Question.Texts read(JsonObject body) {
    var reader = new QuestionReader(body);
    var texts =
        new Question.Texts(
            reader.line("question", true),
            reader.text("answer", true),
            reader.line("questionEn", false),
            reader.text("answerEn", false));
    if (texts.questionEn().isEmpty() != texts.answerEn().isEmpty()) {
      String missing = texts.questionEn().isEmpty() ? "questionEn" : "answerEn";
      reader.faults.add(new FieldError(missing, "required"));
    }
    if (!reader.faults.isEmpty()) {
      throw new Failure.Invalid(List.copyOf(reader.faults)).exception();
    }
    return texts;
  }

  private String line(String field, boolean required) {
    return take(field, required, LONGEST_QUESTION, "[\\p{Cc}\\p{Cs}]");
  }

  private String text(String field, boolean required) {
    return take(field, required, LONGEST_ANSWER, "[\\p{Cc}\\p{Cs}&&[^\n]]");
  }

  private String take(String field, boolean required, int longest, String unprintable) {
    String text = Requests.text(body, field).replaceAll("\\r\\n?", "\n").strip();
    if (text.isEmpty() && required) {
      faults.add(new FieldError(field, "required"));
    } else if (text.codePointCount(0, text.length()) > longest) {
      faults.add(new FieldError(field, "too-long", Map.of("max", longest)));
    } else if (!text.equals(text.replaceAll(unprintable, ""))) {
      faults.add(new FieldError(field, "unprintable"));
    }
    return text;
  }
}
