package natsuin.employerdesk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natsuin.kernel.Failure;
import natsuin.kernel.Failure.FieldError;

/**
 * Reads comma-separated values (RFC 4180) as spreadsheets in Japan save them: UTF-8, with a mark at
 * the front or without, or Shift_JIS with Windows' additions (CP932).
 */
final class CsvText {
  private static final char MARK = '\uFEFF';
  private static final Charset CP932 = Charset.forName("windows-31j");

  /** Longer than any cell that could be right, with room for what is to be shown as wrong. */
  private static final int LONGEST_CELL = 500;

  private final String text;
  private int at;
  private int line = 1;

  private CsvText(String text) {
    this.text = text;
  }

  /**
   * A line that is not empty.
   *
   * @param number of the line in the file where it begins, from 1
   */
  record Line(int number, List<String> cells) {}

  /**
   * The lines of a file.
   *
   * @param most lines that are read; one more fails as {@link Failure.Invalid}
   */
  static List<Line> read(byte[] file, int most) {
    String text = decoded(file);
    return new CsvText(text.startsWith(String.valueOf(MARK)) ? text.substring(1) : text)
        .lines(most);
  }

  private static String decoded(byte[] file) {
    return strictly(StandardCharsets.UTF_8, file)
        .or(() -> strictly(CP932, file))
        .filter(text -> text.indexOf('\0') < 0)
        .orElseThrow(() -> wrong("csv-encoding", Map.of()));
  }

  private static Optional<String> strictly(Charset charset, byte[] file) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(file)).toString());
    } catch (CharacterCodingException other) {
      return Optional.empty();
    }
  }

  private List<Line> lines(int most) {
    var lines = new ArrayList<Line>();
    while (at < text.length()) {
      int number = line;
      List<String> cells = cells();
      if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
        lines.add(new Line(number, cells));
        if (lines.size() > most) {
          throw wrong("csv-too-many-lines", Map.of("most", most - 1));
        }
      }
    }
    return lines;
  }

  private List<String> cells() {
    var cells = new ArrayList<String>();
    cells.add(cell());
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      cells.add(cell());
    }
    if (at < text.length()) {
      if (text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      line++;
    }
    return cells;
  }

  private String cell() {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
  }

  private String bare() {
    int from = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return cut(text.substring(from, at));
  }

  /** What stands behind the closing mark is kept: the cell is then wrong, and shown as it is. */
  private String quoted() {
    int began = line;
    var cell = new StringBuilder();
    at++;
    while (true) {
      int mark = text.indexOf('"', at);
      if (mark < 0) {
        throw wrong("csv-quotes", Map.of("line", began));
      }
      String part = text.substring(at, mark);
      line += (int) part.chars().filter(c -> c == '\n').count();
      cell.append(part);
      at = mark + 1;
      if (at < text.length() && text.charAt(at) == '"') {
        cell.append('"');
        at++;
      } else {
        return cut(cell + bare());
      }
    }
  }

  /** The file as a whole is not what is read here. */
  static RuntimeException wrong(String code, Map<String, Object> facts) {
    return new Failure.Invalid(new FieldError("file", code, facts)).exception();
  }

  private static String cut(String cell) {
    return cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell;
  }
}
