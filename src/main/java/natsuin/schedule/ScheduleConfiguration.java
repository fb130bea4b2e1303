package natsuin.schedule;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * Recurring tasks.
 *
 * @param lookEvery how often this node looks whether one is due
 */
public record ScheduleConfiguration(@Allowed(from = "100 ms", to = "10 min") Duration lookEvery) {}
