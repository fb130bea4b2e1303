package natsuin.pdf;

import java.util.List;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Stream;

/** The binary entries of a cross-reference stream (ISO 32000-2 section 7.5.8.3). */
final class StreamEntries {
  private StreamEntries() {}

  /** Takes one entry. */
  interface Sink {
    void add(int number, byte kind, long place, int detail);
  }

  static void read(DocumentBytes document, Stream stream, ReadLimits limits, Sink sink) {
    Dict dict = stream.dict();
    if (!(dict.get("Length") instanceof Int length)) {
      throw new PdfException("The cross-reference stream has no length");
    }
    byte[] data = StreamData.decode(document, stream, length.value(), limits.maxDecoded());
    int[] widths = widths(dict);
    int row = widths[0] + widths[1] + widths[2];
    int at = 0;
    List<Long> index = index(dict);
    for (int s = 0; s + 1 < index.size(); s += 2) {
      long first = index.get(s);
      long count = index.get(s + 1);
      if (count > (data.length - at) / row) {
        throw new PdfException("The cross-reference stream is shorter than its index");
      }
      for (int i = 0; i < count; i++, at += row) {
        entry(data, at, widths, Math.toIntExact(first + i), sink);
      }
    }
  }

  private static void entry(byte[] data, int at, int[] widths, int number, Sink sink) {
    long type = widths[0] == 0 ? 1 : field(data, at, widths[0]);
    long second = field(data, at + widths[0], widths[1]);
    long third = field(data, at + widths[0] + widths[1], widths[2]);
    if (third > Integer.MAX_VALUE) {
      throw new PdfException("An entry out of range in the cross-reference");
    }
    switch ((int) type) {
      case 0 -> sink.add(number, XrefSection.FREE, 0, (int) Math.min(third, 65_535));
      case 1 -> sink.add(number, XrefSection.IN_FILE, second, (int) third);
      case 2 -> sink.add(number, XrefSection.COMPRESSED, second, (int) third);
      default -> throw new PdfException("An unknown kind of entry in the cross-reference");
    }
  }

  private static long field(byte[] data, int at, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (data[at + i] & 0xFF);
    }
    return value;
  }

  private static int[] widths(Dict dict) {
    if (!(dict.get("W") instanceof Array w) || w.items().size() != 3) {
      throw new PdfException("The cross-reference stream has no field widths");
    }
    int[] widths = new int[3];
    for (int i = 0; i < 3; i++) {
      if (!(w.items().get(i) instanceof Int width) || width.value() < 0 || width.value() > 7) {
        throw new PdfException("The cross-reference stream's field widths are out of range");
      }
      widths[i] = (int) width.value();
    }
    if (widths[1] == 0) {
      throw new PdfException("The cross-reference stream's field widths are out of range");
    }
    return widths;
  }

  private static List<Long> index(Dict dict) {
    if (dict.get("Index") instanceof Array index) {
      return index.items().stream().map(StreamEntries::number).toList();
    }
    return List.of(0L, number(dict.get("Size")));
  }

  private static long number(@org.jspecify.annotations.Nullable PdfObject value) {
    if (value instanceof Int i && i.value() >= 0 && i.value() <= PdfFile.HIGHEST_NUMBER + 1L) {
      return i.value();
    }
    throw new PdfException("The cross-reference stream's index is out of range");
  }
}
