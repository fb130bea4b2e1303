package natsuin.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.util.List;
import java.util.function.ToDoubleFunction;
import natsuin.queues.QueueFigures;
import natsuin.queues.WatchedQueue;
import org.jspecify.annotations.Nullable;

/**
 * All queues of the program, for those who look after it; nothing waits unseen (OPS-5). Figures are
 * the cluster's, and so the same on every node, but tries, which are this node's.
 */
public final class QueueRooms {
  private static final long WATCH_EVERY_MS = 5_000;

  /** What was seen last; unknown where the database could not tell. */
  private static final class Last {
    private volatile @Nullable QueueFigures figures;

    /** Not the figure of a while ago: of several nodes, those that know are to be believed. */
    double value(ToDoubleFunction<QueueFigures> figure) {
      var known = figures;
      return known == null ? Double.NaN : figure.applyAsDouble(known);
    }
  }

  private final Node node;
  private final List<WatchedQueue> queues;

  QueueRooms(Node node, List<WatchedQueue> queues) {
    this.node = node;
    this.queues = List.copyOf(queues);
  }

  /** Every queue, in the order in which pages show them. */
  public List<WatchedQueue> all() {
    return queues;
  }

  /** Keeps the figures from now on. */
  void watch() {
    Gauge.builder("natsuin.clock.skew", node, n -> n.sharedClock().skew().toNanos() / 1e9)
        .baseUnit("seconds")
        .description("How far this machine's clock is ahead of PostgreSQL's, by which leases go")
        .register(node.metrics());
    queues.forEach(this::watch);
  }

  private void watch(WatchedQueue queue) {
    var last = new Last();
    gauge(queue, last, "depth", "Items that are not at their end", QueueFigures::depth);
    gauge(queue, last, "in.hand", "Of these, in a worker's hands", QueueFigures::inHand);
    gauge(queue, last, "troubled", "Of these, tried before in vain", QueueFigures::troubled);
    gauge(queue, last, "parked", "Of these, put aside by an operator", QueueFigures::parked);
    gauge(queue, last, "failed", "Items of seven days that came to nothing", QueueFigures::failed);
    Gauge.builder(
            "natsuin.queue.oldest", last, l -> l.value(known -> known.oldest().toMillis() / 1e3))
        .tag("queue", queue.name())
        .baseUnit("seconds")
        .description("Age of the oldest item that is not at its end and not parked; 0: none")
        .register(node.metrics());
    FunctionCounter.builder("natsuin.queue.attempts", queue, WatchedQueue::tries)
        .tag("queue", queue.name())
        .description("Tries that this node has begun")
        .register(node.metrics());
    long timer =
        node.vertx()
            .setPeriodic(
                0,
                WATCH_EVERY_MS,
                tick -> queue.figures().onComplete(asked -> last.figures = asked.result()));
    node.life().onStop("watch over " + queue.name(), () -> node.vertx().cancelTimer(timer));
  }

  private void gauge(
      WatchedQueue queue,
      Last last,
      String name,
      String description,
      ToDoubleFunction<QueueFigures> figure) {
    Gauge.builder("natsuin.queue." + name, last, l -> l.value(figure))
        .tag("queue", queue.name())
        .description(description)
        .register(node.metrics());
  }
}
