package natsuin.pg;

import java.util.regex.Pattern;

/** One server of several, as {@code host} or {@code host:port} in the configuration. */
record PostgresServer(String host, int port) {
  private static final int DEFAULT_PORT = 5432;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern WRITTEN =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/,\\[\\]]+)(?::(\\d{1,5}))?");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException whose message completes 'must be …'
   */
  static PostgresServer parse(String text) {
    var written = WRITTEN.matcher(text);
    if (written.matches()) {
      String port = written.group(2);
      int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
      if (number >= 1 && number <= HIGHEST_PORT) {
        return new PostgresServer(written.group(1).replaceAll("[\\[\\]]", ""), number);
      }
    }
    throw new IllegalArgumentException("must be host or host:port, and is '" + text + "'");
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
