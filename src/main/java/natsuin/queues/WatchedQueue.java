package natsuin.queues;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** A queue as an operator sees it (OPS-4, OPS-5). Any thread. */
public interface WatchedQueue {
  /** The same on every node and in every version: a label of metrics, a part of addresses. */
  String name();

  /** How it stands in the whole cluster, as of now. */
  Future<QueueFigures> figures();

  /**
   * What was tried before in vain, oldest first; then what is parked, oldest first; then what
   * failed lately, newest first.
   *
   * @param limit at most so many of each of the three with the same error: none hides another
   */
  Future<List<QueueItem>> troubled(int limit);

  /**
   * Makes an item due at once, parked or not, in the caller's transaction; the workers are woken
   * after it. False where there is none of this identifier that could still come to its end.
   */
  Future<Boolean> retry(SqlConnection tx, UUID item);

  /**
   * Puts an item aside, in the caller's transaction: nobody begins with it until it is retried; who
   * has it in hand just now may still bring it to its end. False as for {@link #retry}.
   */
  Future<Boolean> park(SqlConnection tx, UUID item);

  /** How many tries this node has begun since it started. */
  long tries();
}
