package natsuin.http;

import java.util.List;
import natsuin.kernel.Failure.FieldError;

/**
 * What is said about one field or reason. A plain code has its sentence under {@code error.CODE}; a
 * code with dots has a block of its own in the message files, and is told outside by its last part.
 * Where such a block knows how to name a place ({@code BLOCK-at.page}), that goes behind.
 */
final class Sentences {
  private static final List<String> PLACES = List.of("page", "object");

  private Sentences() {}

  static String code(FieldError error) {
    return error.code().substring(error.code().lastIndexOf('.') + 1);
  }

  static String of(FieldError error, Language language) {
    int dot = error.code().lastIndexOf('.');
    if (dot < 0) {
      return Messages.text(language, "error." + error.code(), error.facts());
    }
    var sentence = new StringBuilder(Messages.text(language, error.code(), error.facts()));
    String block = error.code().substring(0, dot);
    for (String place : PLACES) {
      if (error.facts().containsKey(place)) {
        Messages.find(language, block + "-at." + place, error.facts()).ifPresent(sentence::append);
      }
    }
    return sentence.toString();
  }
}
