package natsuin.passwords;

import natsuin.kernel.Allowed;
import natsuin.kernel.ByteSize;
import natsuin.vault.Argon2Parameters;

/**
 * What checking a password costs; stored hashes follow at the next login.
 *
 * @param memory of one hash
 * @param passes over that memory
 * @param hashing hashes that this node works on at the same time; one per core is right
 * @param hashingQueue logins that may wait for that; one more is answered 'busy' at once
 */
public record PasswordConfiguration(
    @Allowed(from = "8 MB", to = "1 GB") ByteSize memory,
    @Allowed(from = "1", to = "100") int passes,
    @Allowed(from = "1", to = "256") int hashing,
    @Allowed(from = "0", to = "10000") int hashingQueue) {

  /** For new password hashes. */
  public Argon2Parameters parameters() {
    return new Argon2Parameters((int) (memory.bytes() >> 10), passes);
  }
}
