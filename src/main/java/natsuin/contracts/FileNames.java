package natsuin.contracts;

import java.text.Normalizer;
import natsuin.http.Disposition;

/** File names from outside, and how they are told to browsers. */
final class FileNames {
  private static final int MAX = 120;
  private static final String NAMELESS = "document.pdf";

  private FileNames() {}

  /**
   * The name alone: no directories, no control or direction characters, nothing that Windows,
   * shells or headers read as something else; ends in {@code .pdf}. What is left empty is named
   * anew.
   */
  static String clean(String given) {
    String name = Normalizer.normalize(given, Normalizer.Form.NFC);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}<>:\"|?*;%]", "");
    name = name.replaceAll("\\s+", " ").strip();
    name = name.replaceAll("(?i)(\\.pdf)+$", "").replaceAll("^[.\\s]+|[.\\s]+$", "");
    if (name.isEmpty()) {
      return NAMELESS;
    }
    int end = name.offsetByCodePoints(0, Math.min(MAX, name.codePointCount(0, name.length())));
    return name.substring(0, end) + ".pdf";
  }

  /** {@code Content-Disposition} (RFC 6266) with the name in UTF-8 (RFC 8187) and an ASCII twin. */
  static String disposition(boolean download, String name) {
    return Disposition.of(download, clean(name));
  }
}
