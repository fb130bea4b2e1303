package natsuin.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A typed channel to every node, this one included. A message may be lost, and what a node does not
 * understand it counts and leaves alone, so that old and new versions live side by side.
 */
public final class Channel<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
  private final Vertx vertx;
  private final ChannelName name;
  private final Codec<T> codec;
  private final AtomicLong unknown = new AtomicLong();

  /** The channel's end on this node. */
  public Channel(Vertx vertx, ChannelName name, Codec<T> codec) {
    this.vertx = vertx;
    this.name = name;
    this.codec = codec;
  }

  /** Tells every node; never fails, never waits. */
  public void publish(T message) {
    vertx.eventBus().publish(name.address(), codec.encode(message));
  }

  /** Calls the listener on its context for every message that this version understands. */
  public MessageConsumer<Object> listen(Consumer<T> listener) {
    return vertx
        .eventBus()
        .consumer(name.address(), message -> decode(message.body()).ifPresent(listener));
  }

  /** How many messages this node did not understand. */
  public long unknown() {
    return unknown.get();
  }

  private Optional<T> decode(Object body) {
    Optional<T> message = Optional.empty();
    if (body instanceof JsonObject json) {
      try {
        message = codec.decode(json);
      } catch (RuntimeException notOfThisShape) {
        LOG.debug("A message on {} has another shape", name, notOfThisShape);
      }
    }
    if (message.isEmpty()) {
      unknown.incrementAndGet();
    }
    return message;
  }
}
