package natsuin.ceremony;

import java.time.Duration;
import natsuin.kernel.Allowed;
import natsuin.lockout.LockoutPolicy;

/**
 * How a signer is made sure of.
 *
 * @param pin wrong PINs in a row that lock a signing key (CERT-2), and for how long
 * @param reopens whether such a lock ends by itself; otherwise a representative or administrator
 *     lifts it (CERT-6)
 * @param hashing PINs that this node checks at the same time; one per core is right
 * @param hashingQueue checks that may wait for that; one more is answered 'busy' at once
 * @param useWithin how long 「電子署名」 may be pressed after the code was right
 */
public record CeremonyConfiguration(
    LockoutPolicy pin,
    boolean reopens,
    @Allowed(from = "1", to = "256") int hashing,
    @Allowed(from = "0", to = "10000") int hashingQueue,
    @Allowed(from = "1 min", to = "30 min") Duration useWithin) {}
