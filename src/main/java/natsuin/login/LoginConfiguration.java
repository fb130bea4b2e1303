package natsuin.login;

import java.net.URI;
import java.util.List;
import natsuin.kernel.Allowed;
import natsuin.lockout.LockoutPolicy;

/**
 * What the login page does besides.
 *
 * @param authorities public addresses of the certification authority that the login page tries to
 *     reach (LOGIN-8); empty: our own
 * @param recovery wrong codes in a row at a forgotten password that close it, and for how long
 */
public record LoginConfiguration(
    @Allowed(empty = true) List<URI> authorities, LockoutPolicy recovery) {}
