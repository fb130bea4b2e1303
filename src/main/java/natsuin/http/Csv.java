package natsuin.http;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) as spreadsheets open them: UTF-8 with a mark at the front,
 * every cell in quotes. What a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class Csv {
  /** At the very beginning: else a spreadsheet takes Japanese for another encoding. */
  public static final String MARK = "\uFEFF";

  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private Csv() {}

  /** One line; null is an empty cell. */
  public static String line(List<@Nullable String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String safe = FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
