package natsuin.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/** Decompresses only to see how much comes out, and stops as soon as it is too much. */
final class Expansion {
  private static final int ZLIB_HEADER = 2;
  private static final int HARMLESS = 1 << 20;
  private final IntakeLimits limits;
  private final Findings findings;
  private final byte[] scratch = new byte[1 << 16];
  private long total;

  Expansion(IntakeLimits limits, Findings findings) {
    this.limits = limits;
    this.findings = findings;
  }

  /**
   * False when a stage of decoding grows beyond a limit.
   *
   * @param filters in the order of decoding; images' own compressions end the chain
   */
  boolean isBounded(byte[] bytes, int from, int length, List<String> filters) {
    List<String> general = filters.stream().takeWhile(name -> isGeneral(name)).toList();
    try {
      if (general.equals(List.of("FlateDecode")) || general.equals(List.of("Fl"))) {
        inflate(bytes, from, length);
      } else if (!general.isEmpty()) {
        decodeChain(new ByteArrayInputStream(bytes, from, length), length, general);
      }
      return true;
    } catch (TooMuch e) {
      return false;
    }
  }

  private static boolean isGeneral(String name) {
    return switch (name) {
      case "FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL" -> true;
      case "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85" -> true;
      default -> false;
    };
  }

  private void inflate(byte[] bytes, int from, int length) {
    if (length < ZLIB_HEADER || !isZlib(bytes, from)) {
      throw new PdfException("A compressed stream cannot be read");
    }
    // Without the checksum at the end, which some producers leave out and no reader misses.
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, from + ZLIB_HEADER, length - ZLIB_HEADER);
      long size = 0;
      while (!inflater.finished()) {
        int count = inflater.inflate(scratch);
        size += count;
        count(count, size, length);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new PdfException("A compressed stream breaks off");
        }
      }
    } catch (DataFormatException e) {
      throw new PdfException("A compressed stream cannot be read");
    } finally {
      inflater.end();
    }
  }

  /** RFC 1950 section 2.2: deflate, and a header divisible by 31. */
  private static boolean isZlib(byte[] bytes, int from) {
    int header = ((bytes[from] & 0xFF) << 8) | (bytes[from + 1] & 0xFF);
    return (bytes[from] & 0xF) == 8 && header % 31 == 0;
  }

  private void decodeChain(InputStream first, int length, List<String> filters) {
    InputStream in = first;
    try {
      for (String name : filters) {
        Limited out = new Limited(length);
        var _ =
            FilterFactory.INSTANCE
                .getFilter(COSName.getPDFName(name))
                .decode(in, out, new COSDictionary(), 0);
        in = new ByteArrayInputStream(out.bytes.toByteArray());
      }
    } catch (IOException e) {
      if (e.getCause() instanceof TooMuch tooMuch) {
        throw tooMuch;
      }
      throw new PdfException("A compressed stream cannot be read");
    }
  }

  private void count(int more, long size, int encoded) {
    total += more;
    findings.checkTime();
    boolean ratio = size > HARMLESS && size / Math.max(1, encoded) > limits.maxRatio();
    if (ratio || size > limits.maxStreamBytes() || total > limits.maxExpandedBytes()) {
      throw new TooMuch();
    }
  }

  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Keeps what comes out for the next filter, and counts it by the piece: some filters write byte
   * by byte.
   */
  private final class Limited extends OutputStream {
    private static final int PIECE = 1 << 14;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int encoded;
    private int counted;

    Limited(int encoded) {
      this.encoded = encoded;
    }

    @Override
    public void write(int b) {
      bytes.write(b);
      countPiece();
    }

    @Override
    public void write(byte[] more, int from, int length) {
      bytes.write(more, from, length);
      countPiece();
    }

    private void countPiece() {
      int pending = bytes.size() - counted;
      if (pending >= PIECE) {
        counted = bytes.size();
        count(pending, counted, encoded);
      }
    }
  }
}
