package natsuin.uploads;

import java.text.Normalizer;

/** File names from outside. */
final class FileNames {
  private static final int MAX = 100;

  private FileNames() {}

  /**
   * The name alone: no directories, no control or direction characters, nothing that Windows,
   * shells or headers read as something else; the ending stays, in lower case.
   */
  static String clean(String given) {
    String name = Normalizer.normalize(given, Normalizer.Form.NFC);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}<>:\"|?*;%]", "");
    name = name.replaceAll("\\s+", " ").strip();
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(java.util.Locale.ROOT);
    String stem = (dot < 0 ? name : name.substring(0, dot)).replaceAll("^[.\\s]+|[.\\s]+$", "");
    int end = stem.offsetByCodePoints(0, Math.min(MAX, stem.codePointCount(0, stem.length())));
    return (stem.isEmpty() ? "file" : stem.substring(0, end)) + "." + ending;
  }
}
