package natsuin.enrolment;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * How long personal data of applications is kept, and how often strangers may ask for mails.
 *
 * @param keepUnconfirmed an application whose code was never entered is erased after that
 * @param keepDecided what was typed is erased so long after the decision
 * @param sendsPerClient codes that one client address may ask for within {@code sendsWithin}; 0: no
 *     limit
 */
public record EnrolmentConfiguration(
    @Allowed(from = "1 h", to = "30 d") Duration keepUnconfirmed,
    @Allowed(from = "1 h", to = "3650 d") Duration keepDecided,
    @Allowed(from = "0", to = "100000") int sendsPerClient,
    @Allowed(from = "1 min", to = "24 h") Duration sendsWithin) {}
