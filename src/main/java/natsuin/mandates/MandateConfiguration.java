package natsuin.mandates;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * How long powers of attorney serve.
 *
 * @param validFor from its making until it must be used
 */
public record MandateConfiguration(@Allowed(from = "10 min", to = "30 d") Duration validFor) {}
