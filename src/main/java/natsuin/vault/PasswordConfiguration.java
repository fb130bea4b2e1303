package natsuin.vault;

import natsuin.kernel.Allowed;
import natsuin.kernel.ByteSize;

/** What one password hash costs; stored hashes follow at the next login. */
public record PasswordConfiguration(
    @Allowed(from = "8 MB", to = "1 GB") ByteSize memory,
    @Allowed(from = "1", to = "100") int passes) {

  /** For new password hashes. */
  public Argon2Parameters parameters() {
    return new Argon2Parameters((int) (memory.bytes() >> 10), passes);
  }
}
