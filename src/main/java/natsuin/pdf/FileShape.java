package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** What can be told of a file without reading an object: its size, its beginning and its end. */
final class FileShape {
  private static final int HEADER_SEARCH = 1024;
  private final byte[] file;
  private final IntakeLimits limits;
  private final Findings findings;

  FileShape(byte[] file, IntakeLimits limits, Findings findings) {
    this.file = file;
    this.limits = limits;
    this.findings = findings;
  }

  /** Ends the examination where nothing else can be told. */
  void check() {
    if (file.length == 0) {
      throw findings.last(IntakeRule.EMPTY, "", "");
    }
    if (file.length > limits.maxBytes()) {
      throw findings.last(IntakeRule.TOO_LARGE, "limit", limits.maxBytes() >> 20);
    }
    checkHeader();
    checkEnd();
  }

  private void checkHeader() {
    if (startsAt(0, "%PDF-")) {
      try {
        Version.header(DocumentBytes.of(file));
      } catch (PdfException e) {
        int end = Math.min(file.length, 12);
        throw findings.last(
            IntakeRule.VERSION_UNKNOWN, "found", new String(file, 5, end - 5, ISO_8859_1).strip());
      }
      return;
    }
    for (int i = 1; i < Math.min(HEADER_SEARCH, file.length); i++) {
      if (startsAt(i, "%PDF-")) {
        throw findings.last(IntakeRule.BYTES_BEFORE_HEADER, "found", i);
      }
    }
    throw findings.last(IntakeRule.NOT_A_PDF, "", "");
  }

  private void checkEnd() {
    int marker = lastIndexOf("%%EOF", file.length);
    if (marker < 0) {
      throw findings.last(IntakeRule.TRUNCATED, "", "");
    }
    for (int i = marker + 5; i < file.length; i++) {
      if (!Cursor.isSpace(file[i] & 0xFF)) {
        // Objects behind the marker: a linearized file or an update that broke off.
        boolean objects = lastIndexOf("obj", file.length) > marker;
        throw findings.last(
            objects ? IntakeRule.TRUNCATED : IntakeRule.TRAILING_BYTES, "found", file.length - i);
      }
    }
    checkStartxref(marker);
  }

  private void checkStartxref(int marker) {
    int start = lastIndexOf("startxref", marker);
    if (start < 0 || marker - start > HEADER_SEARCH) {
      throw findings.last(IntakeRule.TRUNCATED, "", "");
    }
    Cursor in = new Cursor(file, 0, start + 9, marker);
    try {
      in.readNumber();
    } catch (PdfException e) {
      throw findings.last(IntakeRule.TRUNCATED, "", "");
    }
    in.skipSpace();
    if (in.remaining() > 0) {
      throw findings.last(IntakeRule.XREF_DAMAGED, "found", start);
    }
  }

  private int lastIndexOf(String what, int before) {
    for (int i = before - what.length(); i >= 0; i--) {
      if (startsAt(i, what)) {
        return i;
      }
    }
    return -1;
  }

  private boolean startsAt(int at, String what) {
    return at + what.length() <= file.length
        && new Cursor(file, 0, at, file.length).lookingAt(what);
  }
}
