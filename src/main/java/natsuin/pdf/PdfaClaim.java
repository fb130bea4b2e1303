package natsuin.pdf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.pdf.PdfObject.Stream;

/**
 * What a file claims to be in its metadata (ISO 19005, section 'Version and conformance level
 * identification').
 */
final class PdfaClaim {
  private static final Pattern PART = pattern("part", "([1-4])");
  private static final Pattern LEVEL = pattern("conformance", "([ABUEFabuef])");

  private PdfaClaim() {}

  private static Pattern pattern(String name, String value) {
    return Pattern.compile("pdfaid:" + name + "\\s*(?:=\\s*[\"']|>)\\s*" + value);
  }

  /** For example {@code 1b}; empty when it claims nothing. */
  static String of(PdfFile file) {
    if (!(file.resolve(file.catalog().get("Metadata")) instanceof Stream stream)) {
      return "";
    }
    String xmp;
    try {
      xmp = new String(file.decode(stream), UTF_8);
    } catch (PdfException e) {
      return "";
    }
    Matcher part = PART.matcher(xmp);
    Matcher level = LEVEL.matcher(xmp);
    if (!part.find()) {
      return "";
    }
    return part.group(1) + (level.find() ? level.group(1).toLowerCase(Locale.ROOT) : "");
  }
}
