package natsuin.live;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A page's socket: keeps what it is told. */
final class LiveClient implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  private LiveClient() {}

  /** Connects, and has to succeed. */
  static LiveClient connect(URI http, String portal, String cookie) {
    LiveClient client = new LiveClient();
    client.socket = open(client, http, portal, cookie, origin(http));
    client.await("ready", frame -> true);
    return client;
  }

  /** The status that a handshake is refused with. */
  static int refusal(URI http, String portal, String cookie, @Nullable String origin) {
    try {
      open(new LiveClient(), http, portal, cookie, origin).abort();
      return 101;
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
        return handshake.getResponse().statusCode();
      }
      throw refused;
    }
  }

  private static String origin(URI http) {
    return "http://" + http.getAuthority();
  }

  private static WebSocket open(
      LiveClient client, URI http, String portal, String cookie, @Nullable String origin) {
    var builder = HTTP.newWebSocketBuilder();
    if (!cookie.isEmpty()) {
      builder.header("Cookie", "natsuin_" + portal + "=" + cookie);
    }
    if (origin != null) {
      builder.header("Origin", origin);
    }
    URI ws = URI.create("ws://" + http.getAuthority() + "/api/live?portal=" + portal);
    return builder.buildAsync(ws, client).join();
  }

  LiveClient subscribe(String topic) {
    JsonObject frame = new JsonObject().put("op", "subscribe").put("topic", topic);
    Objects.requireNonNull(socket).sendText(frame.encode(), true).join();
    return this;
  }

  /** The first frame like this, once it is there. */
  JsonObject await(String op, Predicate<JsonObject> which) {
    return Awaitility.await()
        .until(
            () ->
                frames.stream()
                    .filter(frame -> frame.getString("op").equals(op) && which.test(frame))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** All that came of this topic so far. */
  Recorder recorded(String topic) {
    Recorder recorder = new Recorder();
    frames.stream()
        .filter(frame -> topic.equals(frame.getString("topic")))
        .forEach(recorder.frames::add);
    return recorder;
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    webSocket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(new JsonObject(partial.toString()));
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }
}
