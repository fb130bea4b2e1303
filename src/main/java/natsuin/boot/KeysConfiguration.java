package natsuin.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natsuin.kernel.Allowed;
import natsuin.kernel.Secret;

/** Where this service's own keys are: master keys, authorities, TLS. */
public record KeysConfiguration(
    @Allowed(empty = true) String directory,
    @Allowed(empty = true) Secret password,
    Missing missing) {

  /** What happens at start to keys that are not there. */
  public enum Missing {
    /** They are made: right for the very first start of the very first node. */
    CREATE,
    /** The start is refused: a second set of keys could open nothing that the first closed. */
    REFUSE
  }

  Path masterKeys() {
    return Path.of(directory, "master.keys");
  }

  Path authorities() {
    return Path.of(directory, "authorities.p12");
  }

  Path server() {
    return Path.of(directory, "server.p12");
  }

  Path cluster() {
    return Path.of(directory, "cluster.p12");
  }

  /**
   * Looks before anything is touched.
   *
   * @throws IllegalArgumentException if something is missing that may not be made
   */
  public void check() {
    for (Path file : List.of(masterKeys(), authorities(), cluster())) {
      if (missing == Missing.REFUSE && !Files.exists(file)) {
        throw new IllegalArgumentException(
            "keys.directory: %s is missing; bring it from the first node, or set keys.missing: create"
                .formatted(file));
      }
    }
  }
}
