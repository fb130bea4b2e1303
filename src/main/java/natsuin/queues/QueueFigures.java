package natsuin.queues;

import java.time.Duration;

/**
 * How a queue stands.
 *
 * @param waiting items that nobody has in hand, parked ones apart
 * @param inHand items that a worker has in hand
 * @param troubled of all these, those that were tried before in vain
 * @param parked items that were put aside
 * @param failed items that came to nothing within the last seven days
 * @param oldest age of the oldest item that is not at its end, parked ones apart; zero: none
 */
public record QueueFigures(
    long waiting, long inHand, long troubled, long parked, long failed, Duration oldest) {

  /** Everything that is not at its end. */
  public long depth() {
    return waiting + inHand + parked;
  }
}
