package natsuin.live;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what changed on this node its number in each topic, and tells every node. */
final class LivePublisher {
  private static final Logger LOG = LoggerFactory.getLogger(LivePublisher.class);
  private final LiveHistory history;
  private final Consumer<LiveEvent> everyNode;

  LivePublisher(LiveHistory history, Consumer<LiveEvent> everyNode) {
    this.history = history;
    this.everyNode = everyNode;
  }

  void changed(List<LiveTopic> topics, String subject) {
    for (LiveTopic topic : topics) {
      history
          .append(topic.key(), subject)
          .otherwise(
              fault -> {
                LOG.warn("no number for a change of a topic: {}", fault.getMessage());
                return LiveEvent.unnumbered(topic.key(), subject);
              })
          .onSuccess(everyNode::accept);
    }
  }
}
