package natsuin.registration;

import java.time.Duration;
import natsuin.kernel.Allowed;

/** How long a temporary password is good (LOGIN-1). */
public record RegistrationConfiguration(
    @Allowed(from = "1 h", to = "90 d") Duration temporaryPasswordFor) {}
