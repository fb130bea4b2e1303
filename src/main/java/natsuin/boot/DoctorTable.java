package natsuin.boot;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import natsuin.doctor.Finding;
import natsuin.doctor.Finding.State;
import natsuin.http.Language;
import natsuin.http.Messages;

/** Findings as lines on a terminal: what is well first, and in the end what somebody must do. */
final class DoctorTable {
  private static final int WIDTH = 96;
  private static final int TITLE_WIDTH = 22;

  /** What no line begins with (JIS X 4051). */
  private static final String NOT_FIRST = "、。，．）」』：；！？ー々";

  /** Servers' words are among the findings: they end no line and steer no terminal. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final String INDENT = " ".repeat(10);

  private final Language language;

  DoctorTable(Language language) {
    this.language = language;
  }

  String of(List<Finding> findings) {
    var text = new StringBuilder();
    for (State state : State.values()) {
      findings.stream().filter(each -> each.state() == state).forEach(each -> add(text, each));
    }
    text.append(System.lineSeparator())
        .append(
            Messages.text(language, "doctor.summary." + worst(findings).tag(), counts(findings)))
        .append(System.lineSeparator());
    return text.toString();
  }

  private static State worst(List<Finding> findings) {
    return natsuin.doctor.Doctor.worst(findings);
  }

  private static Map<String, Long> counts(List<Finding> findings) {
    return Map.of(
        "ok", count(findings, State.OK),
        "warnings", count(findings, State.WARNING),
        "errors", count(findings, State.ERROR));
  }

  private static long count(List<Finding> findings, State state) {
    return findings.stream().filter(each -> each.state() == state).count();
  }

  private void add(StringBuilder text, Finding each) {
    String mark = mark(each.state());
    String title = pad(each.title(language), TITLE_WIDTH);
    if (each.state() == State.OK) {
      String found = each.found(language);
      String subject = each.subject().isEmpty() ? "" : each.subject() + "  ";
      line(text, mark + title + subject + found);
      return;
    }
    if (!text.isEmpty()) {
      text.append(System.lineSeparator());
    }
    line(
        text,
        mark + each.title(language) + (each.subject().isEmpty() ? "" : "  " + each.subject()));
    wrap(text, INDENT, each.found(language));
    wrap(text, "       →  ", each.advice(language));
  }

  private String mark(State state) {
    return pad(Messages.text(language, "doctor.state." + state.tag(), Map.of()), INDENT.length());
  }

  private static void line(StringBuilder text, String line) {
    text.append(UNSEEN.matcher(line.stripTrailing()).replaceAll("?"))
        .append(System.lineSeparator());
  }

  /** Breaks at spaces and, where there are none, between characters of double width. */
  private static void wrap(StringBuilder text, String first, String words) {
    var line = new StringBuilder(first);
    int width = width(first);
    int breakAt = -1;
    for (int c : words.codePoints().toArray()) {
      if (c == ' ' || (isWide(c) && NOT_FIRST.indexOf(c) < 0)) {
        breakAt = line.length();
      }
      line.appendCodePoint(c);
      width += isWide(c) ? 2 : 1;
      if (width > WIDTH && breakAt > first.length()) {
        line(text, line.substring(0, breakAt));
        String rest = line.substring(breakAt).strip();
        line.setLength(0);
        line.append(INDENT).append(rest);
        width = width(line.toString());
        breakAt = -1;
      }
    }
    line(text, line.toString());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - width(text)));
  }

  private static int width(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  /** Kana, kanji and their punctuation take two places (Unicode Standard Annex 11). */
  private static boolean isWide(int c) {
    return (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x20000 && c <= 0x3FFFF);
  }
}
