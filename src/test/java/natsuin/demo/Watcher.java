package natsuin.demo;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A page that watches a topic as the live line does: it goes where it is sent, comes back where the
 * line breaks, resumes where it stopped, and keeps a record of both.
 */
final class Watcher implements AutoCloseable {
  private static final long FIRST_WAIT_MS = 1000;

  private final URI url;
  private final String origin;
  private final HttpClient http;
  private final String topic;
  private final Queue<Duration> without = new ConcurrentLinkedQueue<>();
  private final Queue<String> gaps = new ConcurrentLinkedQueue<>();
  private volatile boolean over;
  private @Nullable WebSocket socket;
  private @Nullable String epoch;
  private long after;
  private long events;
  private long lostAt;

  /** With the cookies of whoever is logged in there. */
  Watcher(URI base, HttpClient http, String topic) {
    this.url = URI.create("ws://" + base.getAuthority() + "/api/live?portal=staff");
    this.origin = base.getScheme() + "://" + base.getAuthority();
    this.http = http;
    this.topic = topic;
  }

  void start() {
    connect();
  }

  /** How long it was without a line, each time. */
  Queue<Duration> without() {
    return without;
  }

  /** Numbers that were skipped or came twice. */
  Queue<String> gaps() {
    return gaps;
  }

  synchronized long events() {
    return events;
  }

  synchronized boolean isOpen() {
    return socket != null && lostAt == 0;
  }

  private void connect() {
    http.newWebSocketBuilder()
        .header("Origin", origin)
        .connectTimeout(Duration.ofSeconds(5))
        .buildAsync(url, new Listener())
        .whenComplete(
            (opened, fault) -> {
              if (fault != null) {
                again(0);
              }
            });
  }

  private void again(long within) {
    if (over) {
      return;
    }
    long pause =
        within + (long) (FIRST_WAIT_MS * (0.1 + ThreadLocalRandom.current().nextDouble() * 0.9));
    Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
    later.execute(this::connect);
  }

  private synchronized void lost(WebSocket which, long within) {
    if (which.equals(socket)) {
      socket = null;
      lostAt = System.nanoTime();
      again(within);
    }
  }

  private synchronized void opened(WebSocket fresh) {
    socket = fresh;
    if (lostAt != 0) {
      without.add(Duration.ofNanos(System.nanoTime() - lostAt));
      lostAt = 0;
    }
    var frame = new JsonObject().put("op", "subscribe").put("topic", topic);
    if (epoch != null) {
      frame.put("epoch", epoch).put("after", after);
    }
    fresh.sendText(frame.encode(), true);
  }

  private synchronized void take(WebSocket which, JsonObject frame) {
    switch (frame.getString("op")) {
      case "reconnect" -> {
        long within = frame.getLong("within", 0L);
        which.sendClose(WebSocket.NORMAL_CLOSURE, "");
        lost(which, (long) (ThreadLocalRandom.current().nextDouble() * within));
      }
      case "snapshot", "event", "events" -> numbered(frame);
      default -> {}
    }
  }

  /** A frame with a number came. */
  synchronized void numbered(JsonObject frame) {
    long seq = frame.getLong("seq");
    if (!frame.getString("op").equals("snapshot")) {
      long first = frame.getLong("after", seq - 1);
      if (!frame.getString("epoch").equals(epoch) || first != after) {
        gaps.add("%s: %d follows on %d".formatted(topic, first, after));
      }
      events += seq - first;
    }
    epoch = frame.getString("epoch");
    after = seq;
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onOpen(WebSocket fresh) {
      opened(fresh);
      fresh.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        var frame = new JsonObject(text.toString());
        text.setLength(0);
        take(from, frame);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      lost(from, 0);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable fault) {
      lost(from, 0);
    }
  }

  @Override
  public void close() {
    over = true;
    synchronized (this) {
      if (socket != null) {
        socket.abort();
      }
    }
  }
}
