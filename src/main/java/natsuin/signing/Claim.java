package natsuin.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * A job in one worker's hands for as long as the lease is renewed. Whoever claims it next has a
 * greater fence, and what the earlier worker still writes counts for nothing.
 *
 * @param openingKey wrapped for this job; empty for the seal, or once it has been wiped
 * @param openingKeyUntil after which it must not be used
 * @param attempts failed tries so far
 */
record Claim(
    JobSubject subject,
    long fence,
    int attempts,
    Optional<byte[]> openingKey,
    Optional<Instant> openingKeyUntil) {}
