package natsuin.telemetry;

import java.net.URI;
import natsuin.kernel.Allowed;

/**
 * Where traces go.
 *
 * @param otlp a collector's address for OTLP over HTTP, as in {@code http://host:4318/v1/traces};
 *     empty: nowhere
 * @param share how many of a hundred requests are traced
 */
public record TelemetryConfiguration(
    @Allowed(empty = true) String otlp, @Allowed(from = "0", to = "100") int share) {

  /** Refuses what is no address. */
  public TelemetryConfiguration {
    if (otlp.contains("@")) { // where a fault were told, it would be told too
      throw new IllegalArgumentException("otlp: no user and password can be given in an address");
    }
    if (!otlp.isEmpty() && !isAddress(otlp)) {
      throw new IllegalArgumentException(
          "otlp: must be an address as in http://localhost:4318/v1/traces, and is '%s'"
              .formatted(otlp));
    }
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException notEvenThat) {
      return false;
    }
  }
}
