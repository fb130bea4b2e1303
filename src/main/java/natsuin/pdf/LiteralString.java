package natsuin.pdf;

import java.io.ByteArrayOutputStream;

/** Reads a string in parentheses (ISO 32000-2 section 7.3.4.2). */
final class LiteralString {
  private final Cursor in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  LiteralString(Cursor in) {
    this.in = in;
  }

  byte[] read() {
    in.next();
    int open = 1;
    while (true) {
      int c = in.next();
      if (c == '\\') {
        escape(in.next());
        continue;
      }
      if (c == '(') {
        open++;
      } else if (c == ')' && --open == 0) {
        return out.toByteArray();
      }
      if (c == '\r') {
        skipLineFeed();
        c = '\n';
      }
      out.write(c);
    }
  }

  private void escape(int c) {
    switch (c) {
      case 'n' -> out.write('\n');
      case 'r' -> out.write('\r');
      case 't' -> out.write('\t');
      case 'b' -> out.write('\b');
      case 'f' -> out.write('\f');
      case '\n' -> {}
      case '\r' -> skipLineFeed();
      default -> {
        if (isOctal(c)) {
          octal(c);
        } else {
          out.write(c);
        }
      }
    }
  }

  private void octal(int first) {
    int value = first - '0';
    for (int i = 0; i < 2 && isOctal(in.peek()); i++) {
      value = value * 8 + in.next() - '0';
    }
    out.write(value);
  }

  private void skipLineFeed() {
    if (in.peek() == '\n') {
      in.next();
    }
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }
}
