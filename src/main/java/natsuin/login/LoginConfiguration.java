package natsuin.login;

import java.net.URI;
import java.util.List;
import natsuin.kernel.Allowed;
import natsuin.lockout.LockoutPolicy;
import natsuin.passwords.PasswordPolicy;

/**
 * How logging in is guarded.
 *
 * @param passwordPolicy what a customer's new password must be; those that exist stay
 * @param authorities public addresses of the certification authority that the login page tries to
 *     reach (LOGIN-8); empty: our own
 * @param recovery wrong codes in a row at a forgotten password that close it, and for how long
 * @param hashing password hashes that this node works on at the same time; one per core is right
 * @param hashingQueue logins that may wait for that; one more is answered 'busy' at once
 */
public record LoginConfiguration(
    PasswordPolicy passwordPolicy,
    @Allowed(empty = true) List<URI> authorities,
    LockoutPolicy lockout,
    LockoutPolicy recovery,
    @Allowed(from = "1", to = "256") int hashing,
    @Allowed(from = "0", to = "10000") int hashingQueue) {}
