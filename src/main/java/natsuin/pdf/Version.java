package natsuin.pdf;

import natsuin.pdf.PdfObject.Name;
import org.jspecify.annotations.Nullable;

/** A version of PDF, 1.0 to 1.7 or 2.0. */
record Version(int major, int minor) {

  /** The version in force: the header's, or the catalog's where that is later. */
  static Version of(PdfFile file) {
    Version header = header(file.bytes());
    Version catalog =
        file.resolve(file.catalog().get("Version")) instanceof Name name
            ? parse(name.value())
            : null;
    return catalog != null && catalog.isAfter(header) ? catalog : header;
  }

  static Version header(DocumentBytes document) {
    Cursor in = Cursor.at(document, 0);
    Version version = null;
    if (in.lookingAt("%PDF-") && in.remaining() > 8) {
      in.moveBy(5);
      version = parse(in.readWord());
    }
    if (version == null) {
      throw new PdfException("The header names no known version");
    }
    return version;
  }

  private static @Nullable Version parse(String text) {
    if (text.matches("1\\.[0-7]|2\\.0")) {
      return new Version(text.charAt(0) - '0', text.charAt(2) - '0');
    }
    return null;
  }

  boolean isAfter(Version other) {
    return major != other.major ? major > other.major : minor > other.minor;
  }

  boolean isPdf2() {
    return major >= 2;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
