package natsuin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import natsuin.kernel.Actor;
import natsuin.kernel.StaffRole;

/** A watcher that keeps every frame it gets. */
final class Recorder implements LiveWatcher {
  final List<JsonObject> frames = new CopyOnWriteArrayList<>();
  private final Actor actor =
      new Actor.Staff(UUID.randomUUID(), UUID.randomUUID(), StaffRole.OFFICER, UUID.randomUUID());

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public void send(String frame) {
    frames.add(new JsonObject(frame));
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
    return frames.isEmpty()
        ? -1
        : frames.getLast().getJsonObject("data", new JsonObject()).getInteger("value", -1);
  }

  /** Every event follows the frame before it; a snapshot may leap forward, never back. */
  void sawNoGapAndNoRepeat() {
    for (int i = 1; i < frames.size(); i++) {
      JsonObject frame = frames.get(i);
      long before = frames.get(i - 1).getLong("seq");
      if (frame.getString("op").equals("event")) {
        assertThat(frame.getLong("seq")).isEqualTo(before + 1);
      } else {
        assertThat(frame.getLong("seq")).isGreaterThan(before);
      }
    }
  }
}
