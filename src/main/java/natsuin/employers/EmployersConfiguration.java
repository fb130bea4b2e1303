package natsuin.employers;

import java.net.URI;
import natsuin.kernel.Allowed;

/**
 * The employer portal.
 *
 * @param baseUrl how employers' browsers reach it, by TLS; without a slash at its end
 */
public record EmployersConfiguration(@Allowed(empty = true) String baseUrl) {
  /** The client certificate is part of TLS: there is no portal without. */
  public EmployersConfiguration {
    if (!baseUrl.isEmpty()
        && !("https".equals(URI.create(baseUrl).getScheme())
            && URI.create(baseUrl).getHost() != null)) {
      throw new IllegalArgumentException(
          "base-url: must be an address such as https://employers.example.jp, or empty");
    }
  }

  /** The same, with our own TLS port where nothing was given. */
  public EmployersConfiguration settled(int httpsPort) {
    return baseUrl.isEmpty() ? new EmployersConfiguration("https://localhost:" + httpsPort) : this;
  }
}
