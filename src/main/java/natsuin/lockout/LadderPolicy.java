package natsuin.lockout;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * How many wrong tries in a row close, for how long, and how often before it is for good.
 *
 * @param tries from 1 to 100
 * @param closedFor counted from the last try that was let in
 * @param blocksAt the how-manieth lock in a row, without a right try between, opens no more until
 *     somebody lifts it; 0: none
 */
public record LadderPolicy(
    @Allowed(from = "1", to = "100") int tries,
    @Allowed(from = "1 min", to = "30 d") Duration closedFor,
    @Allowed(from = "0", to = "100") int blocksAt) {}
