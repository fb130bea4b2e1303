package natsuin.letters;

import java.util.Locale;
import java.util.UUID;

/** Somebody to be written to. */
public record Addressee(UUID id, String name, String organization, String email, Locale language) {
  boolean english() {
    return language.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }
}
