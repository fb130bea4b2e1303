package natsuin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import natsuin.kernel.Actor;
import natsuin.kernel.StaffRole;

/** A watcher that keeps every frame it gets. */
final class Recorder implements LiveWatcher {
  private static final Executor LOOP = Runnable::run;

  final List<JsonObject> frames = new CopyOnWriteArrayList<>();
  private final Actor actor =
      new Actor.Staff(UUID.randomUUID(), UUID.randomUUID(), StaffRole.OFFICER, UUID.randomUUID());

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public Executor loop() {
    return LOOP;
  }

  @Override
  public void send(LiveFrame frame) {
    frames.add(frame.json());
  }

  @Override
  public void drop() {
    frames.add(new JsonObject().put("op", "dropped"));
  }

  String lastOp() {
    return frames.isEmpty() ? "" : frames.getLast().getString("op");
  }

  long lastSeq() {
    return frames.isEmpty() ? -1 : frames.getLast().getLong("seq", -1L);
  }

  int lastValue() {
    return frames.isEmpty() ? -1 : value(frames.getLast());
  }

  static int value(JsonObject frame) {
    JsonObject last =
        switch (frame.getValue("data")) {
          case JsonArray several -> several.getJsonObject(several.size() - 1);
          case JsonObject one -> one;
          case null, default -> new JsonObject();
        };
    return last.getInteger("value", -1);
  }

  /** Changes follow the frame before them; a snapshot may leap forward, never back. */
  void sawNoGapAndNoRepeat() {
    for (int i = 1; i < frames.size(); i++) {
      JsonObject frame = frames.get(i);
      long before = frames.get(i - 1).getLong("seq");
      switch (frame.getString("op")) {
        case "event" -> assertThat(frame.getLong("seq")).isEqualTo(before + 1);
        case "events" -> {
          assertThat(frame.getLong("after")).isEqualTo(before);
          assertThat(frame.getLong("seq")).isGreaterThan(before + 1);
        }
        default -> assertThat(frame.getLong("seq")).isGreaterThan(before);
      }
    }
  }
}
