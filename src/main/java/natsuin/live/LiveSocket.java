package natsuin.live;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natsuin.kernel.Actor;

/**
 * One browser's socket: reads what it wants to watch, writes frames, never waits. Frames that were
 * encoded for many go past the encoder straight to the connection, on its event loop.
 */
final class LiveSocket implements LiveWatcher {
  /** A page watches a few topics; more than this is somebody trying things out. */
  private static final int MOST_TOPICS = 32;

  /** More than a first look at the busiest branch has, beside what the system's buffers hold. */
  private static final long MOST_UNREAD = 1 << 20;

  /** Longer than a line stands still that is only slow. */
  private static final Duration LONGEST_STALL = Duration.ofSeconds(20);

  /** Who does not read does not read a farewell either. */
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  /** RFC 6455, 7.4.1: going away, policy violation, try again later. */
  private static final short GOING_AWAY = 1001;

  private static final short POLICY = 1008;
  private static final short TRY_AGAIN = 1013;

  private final WebSocketInternal socket;
  private final ChannelHandlerContext connection;
  private final Actor actor;
  private final LiveHub hub;
  private final Consumer<LiveSocket> gone;
  private final Set<LiveTopic> topics = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private long stalledSince;

  LiveSocket(WebSocketInternal socket, Actor actor, LiveHub hub, Consumer<LiveSocket> gone) {
    this.socket = socket;
    this.connection = socket.channelHandlerContext();
    this.actor = actor;
    this.hub = hub;
    this.gone = gone;
  }

  /**
   * Begins to read, and says so: what comes between the handshake's answer and this moment is lost,
   * because the handshake is made on another thread than the one that reads. Whoever keeps a list
   * of sockets has noted this one before.
   */
  void start() {
    socket.closeHandler(closed -> leave());
    socket.textMessageHandler(this::read);
    socket.binaryMessageHandler(bytes -> close(POLICY, "text frames only"));
    answer(LiveFrames.ready());
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public Executor loop() {
    return connection.executor();
  }

  @Override
  public void send(LiveFrame frame) {
    if (!open.get()) {
      return;
    }
    if (isTooSlow()) {
      close(TRY_AGAIN, "too slow");
      return;
    }
    connection.writeAndFlush(Unpooled.wrappedBuffer(frame.wire()), connection.voidPromise());
  }

  private boolean isTooSlow() {
    if (connection.channel().isWritable()) {
      stalledSince = 0;
      return false;
    }
    long now = System.nanoTime();
    if (stalledSince == 0) {
      stalledSince = now;
    }
    return connection.channel().bytesBeforeWritable() > MOST_UNREAD
        || now - stalledSince > LONGEST_STALL.toNanos();
  }

  @Override
  public void drop() {
    close(TRY_AGAIN, "try again");
  }

  /** This node stops: the browser is asked to connect again, elsewhere. */
  void goElsewhere(long withinMillis) {
    loop()
        .execute(
            () -> {
              send(LiveFrames.reconnect(withinMillis));
              close(GOING_AWAY, "node stops");
            });
  }

  /**
   * Says why, and ends the connection soon whether or not that is read: past the handler that would
   * wait for an answer to its farewell.
   */
  private void close(short code, String reason) {
    if (leave()) {
      socket.close(code, reason);
      connection
          .executor()
          .schedule(() -> connection.close(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Nothing is sent from now on. */
  private boolean leave() {
    boolean first = open.compareAndSet(true, false);
    if (first) {
      hub.leave(this, List.copyOf(topics));
      gone.accept(this);
    }
    return first;
  }

  private void read(String text) {
    if (!open.get()) {
      return;
    }
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
      case "unsubscribe" ->
          topic(frame).filter(topics::remove).ifPresent(t -> hub.leave(this, List.of(t)));
      case "ping" -> answer(hub.frames().pong());
      default -> close(POLICY, "unknown op");
    }
  }

  private void subscribe(JsonObject frame) {
    Optional<LiveTopic> topic = topic(frame);
    if (topic.isEmpty()) {
      answer(LiveFrames.denied(frame.getString("topic", ""), "no-such-topic"));
      return;
    }
    if (topics.size() >= MOST_TOPICS && !topics.contains(topic.get())) {
      close(POLICY, "too many topics");
      return;
    }
    topics.add(topic.get());
    long after = frame.getLong("after", 0L);
    hub.join(this, topic.get(), new LiveHistory.Head(frame.getString("epoch", ""), after));
    if (!open.get()) { // it went at this very moment, perhaps before the topic was noted
      hub.leave(this, List.of(topic.get()));
    }
  }

  private void answer(LiveFrame frame) {
    loop().execute(() -> send(frame));
  }

  private Optional<LiveTopic> topic(JsonObject frame) {
    return LiveTopic.parse(frame.getString("topic", ""), actor);
  }
}
