package natsuin.outbox;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Writes mails from templates: the first line is the subject, the rest the text. */
final class MailTexts {
  /** A mail as it will be read. */
  record Text(String subject, String body) {}

  private final MailTemplates templates;
  private final String bankName;
  private final String bankNameLatin;

  MailTexts(MailTemplates templates, String bankName, String bankNameLatin) {
    this.templates = templates;
    this.bankName = bankName;
    this.bankNameLatin = bankNameLatin;
  }

  /**
   * The mail in its language.
   *
   * @throws IllegalArgumentException if the draft lacks a fact that the template names
   */
  Text write(MailDraft draft) {
    boolean english = draft.language().getLanguage().equals(Locale.ENGLISH.getLanguage());
    var facts = new HashMap<>(draft.facts());
    facts.put("bank", english ? bankNameLatin : bankName);
    String[] parts = templates.text(english ? "en" : "ja", draft.template()).split("\n\n", 2);
    return new Text(oneLine(fill(parts[0], facts)), fill(parts[1], facts));
  }

  private static String fill(String text, Map<String, String> facts) {
    return TemplateCheck.PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String fact = facts.get(place.group(1));
              if (fact == null) {
                throw new IllegalArgumentException("the mail needs the fact " + place.group(1));
              }
              return Matcher.quoteReplacement(fact);
            });
  }

  /** No fact can begin a header of its own. */
  private static String oneLine(String subject) {
    return subject.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
