package natsuin.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import natsuin.pdf.SignatureEntry;

/**
 * Whether a signature's byte range (ISO 32000-2, 12.8.1) is what it must be: from the first byte of
 * the file to the end of a revision, leaving out exactly the signature's own value. Wrapping and
 * shifting attacks need any other form.
 */
final class ByteRangeCheck {
  private static final byte[] EOF = "%%EOF".getBytes(StandardCharsets.US_ASCII);

  private ByteRangeCheck() {}

  static List<Reason> of(byte[] file, SignatureEntry entry) {
    List<Long> range = entry.byteRange();
    if (range.size() != 4) {
      return List.of(Reason.invalid("byte-range-missing"));
    }
    if (isEmpty(entry.contents())) {
      return List.of(Reason.invalid("signature-value-missing"));
    }
    long gapStart = range.get(1);
    long gapEnd = range.get(2);
    if (range.get(0) != 0
        || gapStart <= 0
        || gapEnd <= gapStart + 1
        || range.get(3) <= 0
        || gapEnd > file.length
        || range.get(3) > file.length - gapEnd) {
      return List.of(Reason.invalid("byte-range-impossible"));
    }
    List<Reason> reasons = new ArrayList<>();
    if (!gapIsExactlyTheValue(file, (int) gapStart, (int) gapEnd, entry.contents())) {
      reasons.add(Reason.invalid("byte-range-gap"));
    }
    if (!onlyZerosBehindValue(entry.contents())) {
      reasons.add(Reason.invalid("signature-value-padding"));
    }
    if (!endsRevision(file, (int) entry.end())) {
      reasons.add(Reason.invalid("byte-range-end"));
    }
    return reasons;
  }

  private static boolean isEmpty(byte[] contents) {
    for (byte b : contents) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Nothing signs the padding, so nothing may be kept there. */
  private static boolean onlyZerosBehindValue(byte[] contents) {
    int end = derLength(contents);
    for (int i = end; i < contents.length; i++) {
      if (contents[i] != 0) {
        return false;
      }
    }
    return end <= contents.length;
  }

  /** Length of the first element (X.690, 8.1.3); of everything where it is given by an end mark. */
  private static int derLength(byte[] contents) {
    if (contents.length < 2 || contents[1] == (byte) 0x80) {
      return contents.length;
    }
    int digits = contents[1] < 0 ? contents[1] & 0x7f : 0;
    if (digits > 3 || contents.length < 2 + digits) {
      return Integer.MAX_VALUE;
    }
    int length = digits == 0 ? contents[1] : 0;
    for (int i = 0; i < digits; i++) {
      length = (length << 8) | (contents[2 + i] & 0xff);
    }
    return 2 + digits + length;
  }

  private static boolean gapIsExactlyTheValue(byte[] file, int start, int end, byte[] contents) {
    if (file[start] != '<' || file[end - 1] != '>') {
      return false;
    }
    String hex = new String(file, start + 1, end - start - 2, StandardCharsets.US_ASCII);
    try {
      return Arrays.equals(HexFormat.of().parseHex(hex), contents);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the bytes before this place are an end-of-file marker and at most one line end. */
  static boolean endsRevision(byte[] file, int end) {
    int at = end;
    if (at > 0 && file[at - 1] == '\n') {
      at--;
    }
    if (at > 0 && file[at - 1] == '\r') {
      at--;
    }
    return at >= EOF.length && Arrays.equals(file, at - EOF.length, at, EOF, 0, EOF.length);
  }
}
