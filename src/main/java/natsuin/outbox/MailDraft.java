package natsuin.outbox;

import java.util.Locale;
import java.util.Map;

/**
 * A mail to be written.
 *
 * @param to one address
 * @param language Japanese or English
 * @param facts what the template's places are filled with; the bank's name is there already
 */
public record MailDraft(
    String to, Locale language, MailTemplate template, Map<String, String> facts) {
  @Override
  public String toString() {
    return "MailDraft[" + template + "]";
  }
}
