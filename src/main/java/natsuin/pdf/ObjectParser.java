package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Bool;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Real;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Str;
import natsuin.pdf.PdfObject.Stream;

/** Reads objects as ISO 32000-2 section 7.3 writes them, and refuses what it does not allow. */
final class ObjectParser {
  private final Cursor in;
  private final int maxDepth;

  ObjectParser(Cursor in, int maxDepth) {
    this.in = in;
    this.maxDepth = maxDepth;
  }

  /** {@code n g obj … endobj} or the beginning of its stream; checks the number. */
  PdfObject readIndirect(int number, int generation) {
    if (in.readNumber() != number || in.readNumber() != generation) {
      throw in.fault("Object " + number + " is not where the cross-reference says");
    }
    in.expect("obj");
    PdfObject value = readValue();
    in.skipSpace();
    if (value instanceof Dict dict && in.take("stream")) {
      return new Stream(dict, dataAfterKeyword());
    }
    if (!in.take("endobj")) {
      throw in.fault("Object " + number + " does not end");
    }
    return value;
  }

  private int dataAfterKeyword() {
    if (in.peek() == '\r') {
      in.next();
      if (in.peek() == '\n') {
        in.next();
      }
    } else if (in.peek() == '\n') {
      in.next();
    }
    return in.position();
  }

  PdfObject readValue() {
    return readValue(0);
  }

  private PdfObject readValue(int depth) {
    if (depth > maxDepth) {
      throw new TooDeepException();
    }
    in.skipSpace();
    int c = in.peek();
    return switch (c) {
      case '/' -> readName();
      case '(' -> readLiteral();
      case '[' -> readArray(depth);
      case '<' -> in.peek(1) == '<' ? readDict(depth) : readHex();
      case -1 -> throw in.fault("The file ends within an object");
      default -> readWordValue(c);
    };
  }

  private PdfObject readWordValue(int first) {
    if (Cursor.isDigit(first)) {
      PdfObject reference = tryReference();
      if (reference != null) {
        return reference;
      }
    }
    String word = in.readWord();
    return switch (word) {
      case "true" -> new Bool(true);
      case "false" -> new Bool(false);
      case "null" -> PdfObject.NULL;
      default -> number(word);
    };
  }

  /** {@code n g R}, or null with nothing consumed. */
  private @org.jspecify.annotations.Nullable Ref tryReference() {
    int i = digits(0);
    int space = spaces(i);
    int j = digits(space);
    int gap = spaces(j);
    if (i == 0 || i > 10 || space == i || j == space || j - space > 5 || gap == j) {
      return null;
    }
    if (in.peek(gap) != 'R' || Cursor.isRegular(in.peek(gap + 1))) {
      return null;
    }
    long number = in.readNumber();
    long generation = in.readNumber();
    in.expect("R");
    if (number > Integer.MAX_VALUE || generation > 65_535) {
      throw in.fault("A reference out of range");
    }
    return new Ref((int) number, (int) generation);
  }

  private int digits(int ahead) {
    int i = ahead;
    while (Cursor.isDigit(in.peek(i))) {
      i++;
    }
    return i;
  }

  private int spaces(int ahead) {
    int i = ahead;
    while (in.peek(i) >= 0 && Cursor.isSpace(in.peek(i))) {
      i++;
    }
    return i;
  }

  private PdfObject number(String word) {
    boolean fraction = false;
    boolean digits = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '.' && !fraction) {
        fraction = true;
      } else if (Cursor.isDigit(c)) {
        digits = true;
      } else if (i > 0 || (c != '-' && c != '+')) {
        throw in.fault("Not an object: '" + word.substring(0, Math.min(20, word.length())) + "'");
      }
    }
    if (!digits) {
      throw in.fault("Not an object");
    }
    return fraction || word.length() > 18 ? new Real(word) : new Int(Long.parseLong(word));
  }

  private Name readName() {
    in.next();
    StringBuilder name = new StringBuilder();
    while (Cursor.isRegular(in.peek())) {
      int c = in.next();
      if (c == '#' && hex(in.peek()) >= 0 && hex(in.peek(1)) >= 0) {
        c = hex(in.next()) * 16 + hex(in.next());
      }
      name.append((char) c);
    }
    return new Name(name.toString());
  }

  private static int hex(int c) {
    return c < 0 ? -1 : Character.digit(c, 16);
  }

  private Str readHex() {
    in.next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int high = -1;
    for (int c = in.next(); c != '>'; c = in.next()) {
      if (Cursor.isSpace(c)) {
        continue;
      }
      int digit = hex(c);
      if (digit < 0) {
        throw in.fault("Not a hexadecimal string");
      }
      if (high < 0) {
        high = digit;
      } else {
        out.write(high * 16 + digit);
        high = -1;
      }
    }
    if (high >= 0) {
      out.write(high * 16);
    }
    return new Str(out.toByteArray());
  }

  private Str readLiteral() {
    return new Str(new LiteralString(in).read());
  }

  private Array readArray(int depth) {
    in.next();
    List<PdfObject> items = new ArrayList<>();
    for (in.skipSpace(); in.peek() != ']'; in.skipSpace()) {
      items.add(readValue(depth + 1));
    }
    in.next();
    return new Array(items);
  }

  private Dict readDict(int depth) {
    in.moveBy(2);
    Map<String, PdfObject> entries = new LinkedHashMap<>();
    for (in.skipSpace(); in.peek() != '>'; in.skipSpace()) {
      if (in.peek() != '/') {
        throw in.fault("A key is missing");
      }
      String key = readName().value();
      PdfObject value = readValue(depth + 1);
      PdfObject before = entries.putIfAbsent(key, value);
      if (before != null && !before.equals(value)) {
        throw in.fault("Key /" + printable(key) + " stands twice in one dictionary");
      }
    }
    in.next();
    if (in.next() != '>') {
      throw in.fault("A dictionary does not end");
    }
    return new Dict(entries);
  }

  private static String printable(String key) {
    return new String(key.getBytes(ISO_8859_1), ISO_8859_1).replaceAll("[^!-~]", "?");
  }
}
