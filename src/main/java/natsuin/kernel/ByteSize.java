package natsuin.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

/** A size in bytes, written in files as {@code 20 MB} (1 MB is 1024 × 1024 bytes). */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(B|KB|MB|GB)");

  /**
   * Reads {@code 512 B}, {@code 64 KB}, {@code 20 MB}, {@code 1 GB}.
   *
   * @throws IllegalArgumentException if it is written otherwise
   */
  public static ByteSize parse(String text) {
    var matcher = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a size such as 20 MB (B, KB, MB, GB)");
    }
    long number = Long.parseLong(matcher.group(1));
    return new ByteSize(
        switch (matcher.group(2)) {
          case "KB" -> number << 10;
          case "MB" -> number << 20;
          case "GB" -> number << 30;
          default -> number;
        });
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
