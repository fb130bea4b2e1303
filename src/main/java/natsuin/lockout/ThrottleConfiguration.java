package natsuin.lockout;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * How often one client may knock at a door that is open to strangers.
 *
 * @param requests from 1 to 1,000,000
 * @param within from when they are counted
 */
public record ThrottleConfiguration(
    @Allowed(from = "1", to = "1000000") int requests,
    @Allowed(from = "1 s", to = "1 d") Duration within) {}
