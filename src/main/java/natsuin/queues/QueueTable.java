package natsuin.queues;

/**
 * The table of a queue, in words of SQL that its owner knows; constants, never input. It has {@code
 * attempts, next_try_at, lease_until, last_error, parked_at, created_at}.
 *
 * @param name of the queue
 * @param table of the items
 * @param id its key
 * @param subject what an item is about, as text
 * @param open that an item is not at its end
 * @param inHand that a worker has an item that is open, or had it and died
 * @param failed that an item came to nothing
 * @param tried that an item was tried before in vain
 */
public record QueueTable(
    String name,
    String table,
    String id,
    String subject,
    String open,
    String inHand,
    String failed,
    String tried) {}
