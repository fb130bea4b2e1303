package natsuin.doctor;

import java.util.regex.Pattern;

/** The first two numbers of a server's version. */
record Version(int major, int minor) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

  /** What cannot be read counts as the oldest of all. */
  static Version of(String text) {
    var parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      return new Version(0, 0);
    }
    String minor = parts.group(2);
    return new Version(
        Integer.parseInt(parts.group(1)), minor == null ? 0 : Integer.parseInt(minor));
  }

  boolean isBefore(Version other) {
    return major != other.major ? major < other.major : minor < other.minor;
  }

  boolean isBeyond(int otherMajor) {
    return major > otherMajor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
