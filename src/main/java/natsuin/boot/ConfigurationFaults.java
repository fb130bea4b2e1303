package natsuin.boot;

import java.util.List;

/** Everything that is wrong with a configuration, at once. */
public final class ConfigurationFaults extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationFaults(List<String> faults) {
    super(
        "The configuration has %d fault%s:%n  %s"
            .formatted(
                faults.size(),
                faults.size() == 1 ? "" : "s",
                String.join(System.lineSeparator() + "  ", faults)),
        null,
        false,
        false);
  }
}
