package natsuin.otp;

import java.time.Duration;
import natsuin.kernel.Allowed;

/** How long a code lives and how often things may be tried (OTP-1, OTP-2). */
public record OtpConfiguration(
    @Allowed(from = "1 min", to = "24 h") Duration validFor,
    @Allowed(from = "1", to = "10") int tries,
    @Allowed(from = "1", to = "1000") int sends,
    @Allowed(from = "1 min", to = "24 h") Duration sendsWithin) {}
