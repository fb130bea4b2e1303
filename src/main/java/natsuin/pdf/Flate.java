package natsuin.pdf;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;

/** FlateDecode with predictors (ISO 32000-2 section 7.4.4), for what has to be read, not shown. */
final class Flate {
  private Flate() {}

  /**
   * Inflates.
   *
   * @param limit most bytes to come out
   */
  static byte[] inflate(byte[] in, int from, int length, int limit) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in, from, length);
      byte[] out = new byte[Math.min(limit, Math.max(256, length * 4))];
      int size = 0;
      while (!inflater.finished()) {
        int count = inflater.inflate(out, size, out.length - size);
        size += count;
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new PdfException("A compressed stream breaks off");
        }
        if (size == out.length && !inflater.finished()) {
          if (size >= limit) {
            throw new PdfException("A compressed stream grows beyond " + limit + " bytes");
          }
          out = Arrays.copyOf(out, (int) Math.min(limit, size * 2L));
        }
      }
      return Arrays.copyOf(out, size);
    } catch (DataFormatException e) {
      throw new PdfException("A compressed stream cannot be read");
    } finally {
      inflater.end();
    }
  }

  /** Deflates. */
  static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(data);
      deflater.finish();
      byte[] out = new byte[data.length + 64];
      int size = 0;
      while (!deflater.finished()) {
        size += deflater.deflate(out, size, out.length - size);
        if (size == out.length) {
          out = Arrays.copyOf(out, size * 2);
        }
      }
      return Arrays.copyOf(out, size);
    } finally {
      deflater.end();
    }
  }

  /** Takes the predictor off; 1 for none, 10 to 15 for PNG's. */
  static byte[] unpredict(byte[] data, Dict parameters) {
    int predictor = number(parameters, "Predictor", 1);
    if (predictor == 1) {
      return data;
    }
    if (predictor < 10) {
      throw new PdfException("Predictor " + predictor + " in a cross-reference or object stream");
    }
    int bits = number(parameters, "BitsPerComponent", 8) * number(parameters, "Colors", 1);
    int columns = number(parameters, "Columns", 1);
    if (bits < 1 || bits > 512 || columns < 1 || columns > 1 << 20) {
      throw new PdfException("Predictor parameters out of range");
    }
    return png(data, Math.max(1, bits / 8), (bits * columns + 7) / 8);
  }

  private static int number(Dict dict, String key, int otherwise) {
    return dict.get(key) instanceof Int i ? Math.clamp(i.value(), -1, 1 << 21) : otherwise;
  }

  private static byte[] png(byte[] data, int pixel, int row) {
    int rows = data.length / (row + 1);
    byte[] out = new byte[rows * row];
    for (int r = 0; r < rows; r++) {
      int source = r * (row + 1);
      int target = r * row;
      int filter = data[source++];
      for (int i = 0; i < row; i++) {
        int left = i < pixel ? 0 : out[target + i - pixel] & 0xFF;
        int up = r == 0 ? 0 : out[target + i - row] & 0xFF;
        int corner = r == 0 || i < pixel ? 0 : out[target + i - row - pixel] & 0xFF;
        out[target + i] = (byte) (data[source + i] + predicted(filter, left, up, corner));
      }
    }
    return out;
  }

  private static int predicted(int filter, int left, int up, int corner) {
    return switch (filter) {
      case 0 -> 0;
      case 1 -> left;
      case 2 -> up;
      case 3 -> (left + up) / 2;
      case 4 -> paeth(left, up, corner);
      default -> throw new PdfException("Unknown row filter " + filter);
    };
  }

  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int toLeft = Math.abs(estimate - left);
    int toUp = Math.abs(estimate - up);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
