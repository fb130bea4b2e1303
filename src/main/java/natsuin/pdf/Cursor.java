package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reads tokens (ISO 32000-2 section 7.2) from a stretch of bytes. One thread. */
final class Cursor {
  private final byte[] bytes;
  private final int base;
  private final int end;
  private int at;

  /**
   * Over {@code bytes[0, end)}.
   *
   * @param base what is added to an index to give a position in the document
   */
  Cursor(byte[] bytes, int base, int at, int end) {
    this.bytes = bytes;
    this.base = base;
    this.at = at;
    this.end = end;
  }

  /** At a position of the document, bounded by the part that holds it. */
  static Cursor at(DocumentBytes document, int position) {
    if (position < 0 || position >= document.length()) {
      throw new PdfException("Position " + position + " lies outside the file");
    }
    DocumentBytes part = document.partAt(position);
    byte[] bytes = part.lastPart();
    return new Cursor(bytes, part.lastStart(), position - part.lastStart(), bytes.length);
  }

  int position() {
    return base + at;
  }

  void moveBy(int count) {
    at += count;
  }

  int remaining() {
    return end - at;
  }

  /** The next byte, or -1 at the end; stays. */
  int peek() {
    return at < end ? bytes[at] & 0xFF : -1;
  }

  int peek(int ahead) {
    return at + ahead < end ? bytes[at + ahead] & 0xFF : -1;
  }

  int next() {
    if (at >= end) {
      throw fault("The file ends within an object");
    }
    return bytes[at++] & 0xFF;
  }

  PdfException fault(String what) {
    return new PdfException(what + " at byte " + position());
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
  }

  static boolean isDelimiter(int c) {
    return switch (c) {
      case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%' -> true;
      default -> false;
    };
  }

  static boolean isRegular(int c) {
    return c >= 0 && !isSpace(c) && !isDelimiter(c);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Over white space and comments. */
  void skipSpace() {
    while (at < end) {
      int c = bytes[at] & 0xFF;
      if (c == '%') {
        while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
          at++;
        }
      } else if (isSpace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  boolean lookingAt(String keyword) {
    int length = keyword.length();
    if (end - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != keyword.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Takes a keyword, after white space, that ends where it should. */
  boolean take(String keyword) {
    skipSpace();
    if (!lookingAt(keyword) || isRegular(peek(keyword.length()))) {
      return false;
    }
    at += keyword.length();
    return true;
  }

  void expect(String keyword) {
    if (!take(keyword)) {
      throw fault("'" + keyword + "' is missing");
    }
  }

  /** An unsigned whole number after white space. */
  long readNumber() {
    skipSpace();
    if (!isDigit(peek())) {
      throw fault("A number is missing");
    }
    long value = 0;
    while (isDigit(peek())) {
      value = value * 10 + (next() - '0');
      if (value > 99_999_999_999L) {
        throw fault("A number is too large");
      }
    }
    return value;
  }

  /** A run of regular characters: a number or a keyword. */
  String readWord() {
    int from = at;
    while (isRegular(peek())) {
      at++;
    }
    return new String(bytes, from, at - from, ISO_8859_1);
  }
}
