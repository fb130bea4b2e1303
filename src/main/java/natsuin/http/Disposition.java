package natsuin.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** {@code Content-Disposition} (RFC 6266). */
public final class Disposition {
  private Disposition() {}

  /**
   * The header's value, with the name in UTF-8 (RFC 8187) and an ASCII twin.
   *
   * @param download saved and not shown
   * @param name cleaned before: no directories, no control characters
   */
  public static String of(boolean download, String name) {
    String ascii = name.replaceAll("[^A-Za-z0-9 ._()-]", "_");
    String encoded =
        URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(download ? "attachment" : "inline", ascii, encoded);
  }
}
