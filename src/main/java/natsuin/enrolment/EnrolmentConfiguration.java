package natsuin.enrolment;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * How long personal data of applications is kept.
 *
 * @param keepUnconfirmed an application whose code was never entered is erased after that
 * @param keepDecided what was typed is erased so long after the decision
 */
public record EnrolmentConfiguration(
    @Allowed(from = "1 h", to = "30 d") Duration keepUnconfirmed,
    @Allowed(from = "1 h", to = "3650 d") Duration keepDecided) {}
