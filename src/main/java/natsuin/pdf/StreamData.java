package natsuin.pdf;

import java.util.Arrays;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Stream;
import org.jspecify.annotations.Nullable;

/** Decodes the streams that structure is kept in: plain, or compressed by Flate. */
final class StreamData {
  private StreamData() {}

  /**
   * The decoded bytes.
   *
   * @param length encoded length, bytes
   * @param limit most bytes to come out
   */
  static byte[] decode(DocumentBytes document, Stream stream, long length, int limit) {
    DocumentBytes part = document.partAt(stream.data());
    int from = stream.data() - part.lastStart();
    if (length < 0 || length > part.lastPart().length - from) {
      throw new PdfException("The stream at byte " + stream.data() + " is longer than the file");
    }
    PdfObject filter = single(stream.dict().get("Filter"));
    if (filter == null) {
      return Arrays.copyOfRange(part.lastPart(), from, from + (int) length);
    }
    if (!(filter instanceof Name name) || !name.value().equals("FlateDecode")) {
      throw new PdfException("The stream at byte " + stream.data() + " is not encoded by Flate");
    }
    byte[] data = Flate.inflate(part.lastPart(), from, (int) length, limit);
    return single(stream.dict().get("DecodeParms")) instanceof Dict parameters
        ? Flate.unpredict(data, parameters)
        : data;
  }

  private static @Nullable PdfObject single(@Nullable PdfObject value) {
    if (value instanceof Array array) {
      return switch (array.items().size()) {
        case 0 -> null;
        case 1 -> array.items().getFirst();
        default -> throw new PdfException("A structural stream with more than one filter");
      };
    }
    return value;
  }
}
