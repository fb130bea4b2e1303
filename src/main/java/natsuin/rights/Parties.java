package natsuin.rights;

import java.util.Set;
import java.util.UUID;

/**
 * What the customers' rights in a contract hang on.
 *
 * @param signers the users named to sign it
 * @param organizations those for which they sign
 * @param settled concluded: in force or ended
 */
public record Parties(Set<UUID> signers, Set<UUID> organizations, boolean settled) {
  /** Copies the sets. */
  public Parties {
    signers = Set.copyOf(signers);
    organizations = Set.copyOf(organizations);
  }
}
