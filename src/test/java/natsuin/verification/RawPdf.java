package natsuin.verification;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes PDF files and incremental updates byte by byte, as an attacker would. Latin-1 text. */
final class RawPdf {
  private static final Pattern START = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*\\z");

  private static final String FREED = "0000000000 00001 f \n";

  private RawPdf() {}

  static String stream(String dictionary, String content) {
    return "<< %s /Length %d >>\nstream\n%s\nendstream"
        .formatted(dictionary, content.length(), content);
  }

  static byte[] file(SortedMap<Integer, String> objects, String trailer) {
    StringBuilder out = new StringBuilder("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    Map<Integer, Integer> offsets = write(out, objects);
    int start = out.length();
    out.append("xref\n0 ").append(objects.lastKey() + 1).append("\n0000000000 65535 f \n");
    for (int number = 1; number <= objects.lastKey(); number++) {
      Integer offset = offsets.get(number);
      out.append(offset == null ? "0000000000 00000 f \n" : "%010d 00000 n \n".formatted(offset));
    }
    out.append("trailer\n<< /Size ").append(objects.lastKey() + 1).append(' ').append(trailer);
    out.append(" >>\nstartxref\n").append(start).append("\n%%EOF\n");
    return bytes(out);
  }

  /** The file with an incremental update that writes these objects anew. */
  static byte[] update(byte[] file, Map<Integer, String> objects) {
    StringBuilder out = new StringBuilder(text(file));
    Map<Integer, Integer> offsets = write(out, new TreeMap<>(objects));
    finish(out, file, offsets);
    return bytes(out);
  }

  /**
   * An update that writes no object, but says that some stand at other places, or below 0: none.
   */
  static byte[] redirect(byte[] file, Map<Integer, Integer> offsets) {
    StringBuilder out = new StringBuilder(text(file));
    finish(out, file, offsets);
    return bytes(out);
  }

  private static void finish(StringBuilder out, byte[] file, Map<Integer, Integer> offsets) {
    int start = out.length();
    out.append(xref(offsets));
    out.append("trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n".formatted(size(file), start(file)));
    out.append("startxref\n").append(start).append("\n%%EOF\n");
  }

  static String xref(Map<Integer, Integer> offsets) {
    StringBuilder out = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
    new TreeMap<>(offsets)
        .forEach(
            (number, offset) ->
                out.append(number).append(" 1\n").append(offset < 0 ? FREED : inUse(offset)));
    return out.toString();
  }

  private static String inUse(int offset) {
    return "%010d 00000 n \n".formatted(offset);
  }

  static Map<Integer, Integer> write(StringBuilder out, SortedMap<Integer, String> objects) {
    Map<Integer, Integer> offsets = new TreeMap<>();
    objects.forEach(
        (number, body) -> {
          offsets.put(number, out.length());
          out.append(number).append(" 0 obj\n").append(body).append("\nendobj\n");
        });
    return offsets;
  }

  /** Where the newest cross-reference stands. */
  static int start(byte[] file) {
    Matcher matcher = START.matcher(text(file));
    if (!matcher.find()) {
      throw new IllegalArgumentException("no startxref");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static int size(byte[] file) {
    Matcher matcher = Pattern.compile("/Size (\\d+)").matcher(text(file));
    int size = 0;
    while (matcher.find()) {
      size = Math.max(size, Integer.parseInt(matcher.group(1)));
    }
    return size + 5;
  }

  static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
