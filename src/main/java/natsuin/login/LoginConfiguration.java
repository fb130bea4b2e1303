package natsuin.login;

import natsuin.kernel.Allowed;
import natsuin.lockout.LockoutPolicy;

/**
 * How logging in is guarded.
 *
 * @param recovery wrong codes in a row at a forgotten password that close it, and for how long
 * @param hashing password hashes that this node works on at the same time; one per core is right
 * @param hashingQueue logins that may wait for that; one more is answered 'busy' at once
 */
public record LoginConfiguration(
    LockoutPolicy lockout,
    LockoutPolicy recovery,
    @Allowed(from = "1", to = "256") int hashing,
    @Allowed(from = "0", to = "10000") int hashingQueue) {}
