package natsuin.pdf;

import java.util.Arrays;
import java.util.List;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Str;

/**
 * Whether a signature covers the file from its first byte with no gap but its own contents (ISO
 * 32000-2, 12.8.1).
 */
final class CoveredRange {
  private CoveredRange() {}

  /** Where the covered revision ends, or -1 when the byte range is anything but that. */
  static long end(PdfFile file, byte[] bytes, Dict signature) {
    List<PdfObject> range = file.items(signature.get("ByteRange"));
    if (range.size() != 4 || !range.stream().allMatch(Int.class::isInstance)) {
      return -1;
    }
    long[] n = range.stream().mapToLong(item -> ((Int) item).value()).toArray();
    boolean inside =
        n[0] == 0 && n[1] > 0 && n[2] > n[1] + 1 && n[3] > 0 && n[2] + n[3] <= bytes.length;
    if (!inside || !(file.resolve(signature.get("Contents")) instanceof Str contents)) {
      return -1;
    }
    return holds(bytes, (int) n[1], (int) n[2], contents) ? n[2] + n[3] : -1;
  }

  /** The gap is exactly the hexadecimal string that the dictionary has as its contents. */
  private static boolean holds(byte[] bytes, int from, int to, Str contents) {
    if (bytes[from] != '<' || bytes[to - 1] != '>') {
      return false;
    }
    try {
      PdfObject gap = new ObjectParser(new Cursor(bytes, 0, from, to), 0).readValue();
      return gap instanceof Str string && Arrays.equals(string.bytes(), contents.bytes());
    } catch (PdfException e) {
      return false;
    }
  }
}
