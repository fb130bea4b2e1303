package natsuin.live;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natsuin.kernel.Actor;

/** One browser's socket: reads what it wants to watch, writes frames, never waits. */
final class LiveSocket implements LiveWatcher {
  /** A page watches a few topics; more than this is somebody trying things out. */
  private static final int MOST_TOPICS = 32;

  /** RFC 6455, 7.4.1: going away, policy violation, try again later. */
  private static final short GOING_AWAY = 1001;

  private static final short POLICY = 1008;
  private static final short TRY_AGAIN = 1013;

  private final ServerWebSocket socket;
  private final Actor actor;
  private final LiveHub hub;
  private final InstantSource clock;
  private final Consumer<LiveSocket> gone;
  private final Set<LiveTopic> topics = new HashSet<>();
  private final AtomicBoolean open = new AtomicBoolean(true);

  LiveSocket(
      ServerWebSocket socket,
      Actor actor,
      LiveHub hub,
      InstantSource clock,
      Consumer<LiveSocket> gone) {
    this.socket = socket;
    this.actor = actor;
    this.hub = hub;
    this.clock = clock;
    this.gone = gone;
    socket.closeHandler(closed -> leave());
    socket.textMessageHandler(this::read);
    socket.binaryMessageHandler(bytes -> close(POLICY, "text frames only"));
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public void send(String frame) {
    if (!open.get()) {
      return;
    }
    if (socket.writeQueueFull()) {
      close(TRY_AGAIN, "too slow");
      return;
    }
    socket.writeTextMessage(frame);
  }

  @Override
  public void drop() {
    close(TRY_AGAIN, "try again");
  }

  /** This node stops: the browser is asked to connect again, elsewhere. */
  void goElsewhere() {
    send(LiveFrames.reconnect().encode());
    close(GOING_AWAY, "node stops");
  }

  private void close(short code, String reason) {
    if (leave()) {
      socket.close(code, reason);
    }
  }

  /** Nothing is sent from now on, though the farewell itself may wait for a slow reader. */
  private boolean leave() {
    boolean first = open.compareAndSet(true, false);
    if (first) {
      hub.gone(this);
      gone.accept(this);
    }
    return first;
  }

  private void read(String text) {
    JsonObject frame;
    try {
      frame = new JsonObject(text);
    } catch (DecodeException notJson) {
      close(POLICY, "not JSON");
      return;
    }
    try {
      act(frame);
    } catch (ClassCastException wrongType) {
      close(POLICY, "not a frame");
    }
  }

  private void act(JsonObject frame) {
    switch (frame.getString("op", "")) {
      case "subscribe" -> subscribe(frame);
      case "unsubscribe" -> topic(frame).filter(topics::remove).ifPresent(t -> hub.leave(this, t));
      case "ping" -> send(LiveFrames.pong(clock.instant()).encode());
      default -> close(POLICY, "unknown op");
    }
  }

  private void subscribe(JsonObject frame) {
    Optional<LiveTopic> topic = topic(frame);
    if (topic.isEmpty()) {
      send(LiveFrames.denied(frame.getString("topic", ""), "no-such-topic").encode());
      return;
    }
    if (topics.size() >= MOST_TOPICS && !topics.contains(topic.get())) {
      close(POLICY, "too many topics");
      return;
    }
    topics.add(topic.get());
    long after = frame.getLong("after", 0L);
    hub.join(this, topic.get(), new LiveHistory.Head(frame.getString("epoch", ""), after));
  }

  private Optional<LiveTopic> topic(JsonObject frame) {
    return LiveTopic.parse(frame.getString("topic", ""), actor);
  }
}
