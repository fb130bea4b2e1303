package natsuin.scanner;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads clamd's answer as strictly as it can be read. */
final class Answer {
  private static final String OK = "stream: OK\0";
  private static final Pattern FOUND = Pattern.compile("stream: ([\\x21-\\x7e]{1,200}) FOUND\0");
  private static final Pattern NOT_WHOLE =
      Pattern.compile("Heuristics\\.(Limits\\.Exceeded|Encrypted)\\b.*");
  private static final int SHOWN = 80;

  private Answer() {}

  /**
   * What the answer means.
   *
   * @param bytes everything that came until clamd closed the line
   */
  static ScanVerdict read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.equals(OK)) {
      return new ScanVerdict.Clean();
    }
    var found = FOUND.matcher(text);
    if (!found.matches()) {
      return new ScanVerdict.NoVerdict(text.isEmpty() ? "closed the line" : "says " + shown(text));
    }
    String name = found.group(1);
    return NOT_WHOLE.matcher(name).matches()
        ? new ScanVerdict.NotWhole(name)
        : new ScanVerdict.Infected(name);
  }

  private static String shown(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", " ").strip();
    return "'" + plain.substring(0, Math.min(SHOWN, plain.length())) + "'";
  }
}
