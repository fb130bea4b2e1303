package natsuin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Stream;

/** Follows the chain of cross-reference sections from the end of the file to its beginning. */
final class XrefReader {
  private static final int TAIL = 1024;
  private static final int MOST_SECTIONS = 10_000;
  private final DocumentBytes document;
  private final ReadLimits limits;
  private final Set<Integer> seen = new HashSet<>();
  private final List<XrefSection> sections = new ArrayList<>();
  private int entries;

  XrefReader(DocumentBytes document, ReadLimits limits) {
    this.document = document;
    this.limits = limits;
  }

  /** What the last {@code startxref} says. */
  static int lastStartxref(DocumentBytes document) {
    byte[] bytes = document.lastPart();
    for (int i = bytes.length - 9; i >= Math.max(0, bytes.length - TAIL); i--) {
      Cursor in = new Cursor(bytes, document.lastStart(), i, bytes.length);
      if (in.lookingAt("startxref")) {
        in.moveBy(9);
        long position = in.readNumber();
        if (position >= document.length()) {
          throw new PdfException("startxref points behind the end of the file");
        }
        return (int) position;
      }
    }
    throw new PdfException("startxref is missing");
  }

  /**
   * The sections, newest first.
   *
   * @param stop position of a section that is known already; -1 for none
   */
  List<XrefSection> read(int start, int stop) {
    int position = start;
    while (position != stop && position >= 0) {
      Dict trailer = readWithHybrid(position);
      position = pointer(trailer, "Prev");
    }
    return sections;
  }

  private Dict readWithHybrid(int position) {
    XrefSection section = readSection(position);
    int hidden = section.isStream() ? -1 : pointer(section.trailer(), "XRefStm");
    if (hidden >= 0) {
      XrefSection stream = readSection(hidden);
      if (!stream.isStream()) {
        throw new PdfException("/XRefStm does not lead to a cross-reference stream");
      }
    }
    return section.trailer();
  }

  private XrefSection readSection(int position) {
    limits.onEachStep().run();
    if (!seen.add(position) || seen.size() > MOST_SECTIONS) {
      throw new PdfException("The cross-reference goes in a circle");
    }
    Cursor in = Cursor.at(document, position);
    XrefSection section = in.take("xref") ? readTable(in, position) : readStream(position);
    sections.add(section);
    return section;
  }

  private static int pointer(Dict trailer, String key) {
    PdfObject value = trailer.get(key);
    if (value == null) {
      return -1;
    }
    if (value instanceof Int i && i.value() >= 0 && i.value() <= Integer.MAX_VALUE) {
      return (int) i.value();
    }
    throw new PdfException("/" + key + " is not a position");
  }

  private XrefSection readTable(Cursor in, int position) {
    XrefSection section = new XrefSection(position, false);
    while (!in.take("trailer")) {
      int first = number(in);
      int count = number(in);
      for (int i = 0; i < count; i++) {
        readEntry(in, section, first + i);
      }
    }
    if (!(new ObjectParser(in, limits.maxDepth()).readValue() instanceof Dict trailer)) {
      throw in.fault("The trailer is no dictionary");
    }
    section.trailer(trailer);
    return section;
  }

  private void readEntry(Cursor in, XrefSection section, int number) {
    long place = in.readNumber();
    int generation = number(in);
    in.skipSpace();
    int kind = in.next();
    if (kind == 'n' && place > 0) {
      add(section, number, XrefSection.IN_FILE, place, generation);
    } else if (kind == 'f' || kind == 'n') {
      // In use at byte 0 is how some producers say 'never used'; every reader takes it so.
      add(section, number, XrefSection.FREE, 0, generation);
    } else {
      throw in.fault("Not an entry of a cross-reference table");
    }
  }

  private void add(XrefSection section, int number, byte kind, long place, int detail) {
    if (++entries > limits.maxObjects()) {
      throw new TooManyObjectsException();
    }
    if (number < 0 || number > PdfFile.HIGHEST_NUMBER || place > Integer.MAX_VALUE) {
      throw new PdfException("An entry out of range in the cross-reference");
    }
    section.add(number, kind, (int) place, detail);
  }

  private static int number(Cursor in) {
    long value = in.readNumber();
    if (value > Integer.MAX_VALUE) {
      throw in.fault("A number out of range in the cross-reference");
    }
    return (int) value;
  }

  private XrefSection readStream(int position) {
    Cursor in = Cursor.at(document, position);
    int number = number(in);
    int generation = number(in);
    in = Cursor.at(document, position);
    PdfObject object = new ObjectParser(in, limits.maxDepth()).readIndirect(number, generation);
    if (!(object instanceof Stream stream) || !stream.dict().name("Type").equals("XRef")) {
      throw new PdfException("No cross-reference at byte " + position);
    }
    XrefSection section = new XrefSection(position, true);
    section.trailer(stream.dict());
    StreamEntries.read(document, stream, limits, (n, k, p, d) -> add(section, n, k, p, d));
    return section;
  }
}
