package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a socket's own record tells")
class WatcherTest {
  private final Watcher watcher =
      new Watcher(URI.create("http://localhost"), HttpClient.newHttpClient(), "branch:x");

  @Test
  @DisplayName(
      "events that follow on each other, one by one or several at once, are no gap (LIVE-2)")
  void whole() {
    watcher.numbered(frame("snapshot", "a", 3));
    watcher.numbered(frame("event", "a", 4));
    watcher.numbered(frame("events", "a", 7).put("after", 4));
    watcher.numbered(frame("snapshot", "b", 1));
    watcher.numbered(frame("event", "b", 2));
    assertThat(watcher.gaps()).isEmpty();
    assertThat(watcher.events()).isEqualTo(5);
  }

  @Test
  @DisplayName("a missed event, one that comes twice, and one of another epoch are (LIVE-2)")
  void gaps() {
    watcher.numbered(frame("snapshot", "a", 3));
    watcher.numbered(frame("event", "a", 5));
    watcher.numbered(frame("event", "a", 5));
    watcher.numbered(frame("event", "b", 6));
    assertThat(watcher.gaps()).hasSize(3);
  }

  private static JsonObject frame(String op, String epoch, long seq) {
    return new JsonObject().put("op", op).put("epoch", epoch).put("seq", seq);
  }
}
