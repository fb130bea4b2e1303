package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import natsuin.pdf.PdfObject.Str;

/** Text strings and dates (ISO 32000-2 section 7.9). */
final class Texts {
  static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("'D:'uuuuMMddHHmmss'+09''00'''");

  private Texts() {}

  static String decode(Str text) {
    byte[] bytes = text.bytes();
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, UTF_16LE);
    }
    if (startsWith(bytes, 0xEF, 0xBB) && bytes.length > 2) {
      return new String(bytes, 3, bytes.length - 3, UTF_8);
    }
    return new String(bytes, ISO_8859_1);
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  static Str date(Instant time) {
    return ObjectWriter.text(DATE.format(time.atZone(TOKYO)));
  }
}
