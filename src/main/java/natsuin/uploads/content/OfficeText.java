package natsuin.uploads.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** The words of an office file, line by line; not its looks. */
final class OfficeText {
  private static final String SHEET =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
  private static final String STRINGS =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedstrings+xml";
  private static final int MOST_CHARACTERS = 400_000;

  private final Map<String, byte[]> parts;
  private final OfficeRules rules;
  private final Deadline deadline;

  OfficeText(OfficeFile file, OfficeRules rules, Deadline deadline) {
    this.parts = file.parts();
    this.rules = rules;
    this.deadline = deadline;
  }

  List<String> lines(FileType type) {
    return type == FileType.DOCX ? words() : cells();
  }

  private byte[] part(String name) {
    return parts.getOrDefault(name, new byte[0]);
  }

  private List<String> words() {
    var reader = new Words("p", "t");
    Xml.read(part(rules.main()), deadline, reader);
    return reader.lines();
  }

  private List<String> cells() {
    var strings = new Words("si", "t");
    rules.ofKind(STRINGS).stream()
        .limit(1)
        .forEach(name -> Xml.read(part(name), deadline, strings));
    var lines = new ArrayList<String>();
    for (String sheet : rules.ofKind(SHEET)) {
      lines.add("[" + sheet.replaceAll("^.*/|\\.xml$", "") + "]");
      var rows = new Rows(strings.lines());
      Xml.read(part(sheet), deadline, rows);
      lines.addAll(rows.lines);
      lines.add("");
    }
    return lines;
  }

  /** Text of the elements {@code text}, a line for each element {@code line}. */
  private static final class Words implements Xml.Reader {
    private final String line;
    private final String text;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean inside;
    private int fallback;
    private int total;

    Words(String line, String text) {
      this.line = line;
      this.text = text;
    }

    List<String> lines() {
      return lines;
    }

    @Override
    public void begin(String name, XMLStreamReader at) {
      fallback += name.equals("Fallback") ? 1 : 0; // the same once more, for older readers
      inside = name.equals(text) && fallback == 0;
      if (name.equals("tab")) {
        current.append("    ");
      } else if (name.equals("br")) {
        flush();
      }
    }

    @Override
    public void text(String words) {
      if (inside) {
        total += words.length();
        if (total > MOST_CHARACTERS) {
          throw new UnfitException(Unfit.TOO_MANY_PAGES);
        }
        current.append(words);
      }
    }

    @Override
    public void end(String name) {
      inside = false;
      fallback -= name.equals("Fallback") ? 1 : 0;
      if (name.equals(line)) {
        flush();
      }
    }

    private void flush() {
      lines.add(current.toString());
      current.setLength(0);
    }
  }

  /** The rows of a sheet, cells apart by a gap. */
  private static final class Rows implements Xml.Reader {
    private final List<String> strings;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder row = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private String kind = "";
    private boolean inside;
    private int total;

    Rows(List<String> strings) {
      this.strings = strings;
    }

    @Override
    public void begin(String name, XMLStreamReader at) {
      switch (name) {
        case "row" -> row.setLength(0);
        case "c" -> {
          kind = Xml.attribute(at, "t");
          value.setLength(0);
        }
        default -> {}
      }
      inside = name.equals("v") || name.equals("t");
    }

    @Override
    public void text(String text) {
      if (inside) {
        value.append(text);
      }
    }

    @Override
    public void end(String name) {
      inside = false;
      if (name.equals("c")) {
        String shown = shown();
        total += shown.length();
        if (total > MOST_CHARACTERS) {
          throw new UnfitException(Unfit.TOO_MANY_PAGES);
        }
        row.append(row.isEmpty() || shown.isEmpty() ? "" : "    ").append(shown);
      } else if (name.equals("row")) {
        lines.add(row.toString());
      }
    }

    private String shown() {
      if (!kind.equals("s")) {
        return value.toString();
      }
      try {
        return strings.get(Integer.parseInt(value.toString().strip()));
      } catch (NumberFormatException | IndexOutOfBoundsException none) {
        throw new UnfitException(Unfit.DAMAGED);
      }
    }
  }
}
