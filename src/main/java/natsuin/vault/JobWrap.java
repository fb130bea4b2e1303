package natsuin.vault;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands an opening key to one signing job: under the master key, so that any node can finish it,
 * bound to the job and to an instant after which it no longer opens. Any thread.
 */
public final class JobWrap {
  private final SecretBox box;

  /** Jobs under this ring. */
  public JobWrap(MasterKeys masterKeys) {
    this.box = new SecretBox(masterKeys, "job");
  }

  /** The stored form; the key stays the caller's to close. Expiry counts in milliseconds. */
  public byte[] wrap(OpeningKey key, UUID job, Instant expiry) {
    return box.seal(context(job, expiry), key.bytes());
  }

  /**
   * The key, which the caller closes; empty once it is too late.
   *
   * @param expiry as it was when wrapped: a later one does not open
   */
  public Optional<OpeningKey> open(byte[] wrapped, UUID job, Instant expiry, Instant now) {
    if (!now.isBefore(expiry)) {
      return Optional.empty();
    }
    return Optional.of(new OpeningKey(box.open(context(job, expiry), wrapped)));
  }

  private static byte[] context(UUID job, Instant expiry) {
    return Context.of("job/1").with(job).with(expiry.toEpochMilli()).bytes();
  }
}
