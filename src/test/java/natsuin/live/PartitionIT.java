package natsuin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.boot.Node;
import natsuin.bus.Channel;
import natsuin.bus.ChannelName;
import natsuin.bus.Codec;
import natsuin.cluster.Partition;
import natsuin.contracts.Counter;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two nodes that do not see each other, both with PostgreSQL and Redis; and how they meet again.
 */
class PartitionIT {
  @RegisterExtension static final World WORLD = new World();

  private static final Duration MERGED_WITHIN = Duration.ofMinutes(2);
  private static @Nullable Node secondNode;
  private static @Nullable Counter counter;

  @BeforeAll
  static void twoNodes() throws IOException {
    secondNode = WORLD.anotherNode();
    counter = new Counter(WORLD);
  }

  private static Node second() {
    return Objects.requireNonNull(secondNode);
  }

  private static Counter counter() {
    return Objects.requireNonNull(counter);
  }

  private static Partition part() {
    var partition = Partition.between(WORLD.node().cluster(), second().cluster());
    await().until(PartitionIT::areApart);
    return partition;
  }

  private static boolean areApart() {
    return WORLD.node().cluster().nodes().size() == 1 && second().cluster().nodes().size() == 1;
  }

  @AfterEach
  void meetAgain() {
    await()
        .atMost(MERGED_WITHIN)
        .until(
            () ->
                WORLD.node().cluster().nodes().size() == 2
                    && second().cluster().nodes().size() == 2);
  }

  private static int ready(Node node) {
    return WORLD
        .send(HttpRequest.newBuilder(WORLD.url(node, "/health/ready")).build())
        .statusCode();
  }

  @Test
  @DisplayName(
      "OPS-1, LIVE-2: a partition: both nodes stay ready, sockets get what happens on the other"
          + " side without gap or repeat, and after the merge at once again")
  void nothingIsMissed() {
    Branch branch = counter().people().branch();
    Browser officer =
        new Browser(WORLD).loggedIn(counter().people().clerk(branch, StaffRole.OFFICER));
    People.Customer customer = counter().signer(branch, UserRole.REPRESENTATIVE);
    String topic = "branch:" + branch.id();
    LiveClient wall =
        LiveClient.connect(WORLD.url(second(), "/"), "staff", officer.cookie("natsuin_staff"))
            .subscribe(topic);
    wall.await("snapshot", frame -> true);
    counter().contract(officer, customer);
    sees(wall, topic, 1);

    try (var apart = part()) {
      counter().contract(officer, customer);
      counter().contract(officer, customer);
      sees(wall, topic, 3);
      assertThat(ready(WORLD.node())).isEqualTo(200);
      assertThat(ready(second())).isEqualTo(200);
    }
    meetAgain();
    hearEachOther();
    counter().contract(officer, customer);
    sees(wall, topic, 4);
    Recorder whole = wall.recorded(topic);
    whole.sawNoGapAndNoRepeat();
    assertThat(whole.frames.stream().skip(1))
        .as("no second snapshot, as everything was remembered")
        .noneMatch(frame -> frame.getString("op").equals("snapshot"));
  }

  private static void sees(LiveClient wall, String topic, int sent) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> totals(wall.recorded(topic).frames.getLast()) == sent);
  }

  private static int totals(JsonObject frame) {
    JsonObject data =
        frame.getValue("data") instanceof io.vertx.core.json.JsonArray several
            ? several.getJsonObject(several.size() - 1)
            : frame.getJsonObject("data");
    return data.getJsonObject("totals").getInteger("sent");
  }

  /** The bus itself, which nothing else makes good. */
  private static void hearEachOther() {
    var heard = new AtomicInteger();
    channel(second()).listen(message -> heard.incrementAndGet()).completion().await();
    var here = channel(WORLD.node());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              here.publish("after the merge");
              return heard.get() > 0;
            });
  }

  private static Channel<String> channel(Node node) {
    return new Channel<>(node.vertx(), ChannelName.SESSIONS, new Text());
  }

  /** A message that only this test understands. */
  private static final class Text implements Codec<String> {
    @Override
    public JsonObject encode(String message) {
      return new JsonObject().put("type", "text").put("v", 1).put("text", message);
    }

    @Override
    public Optional<String> decode(JsonObject json) {
      return Optional.ofNullable(json.getString("text"));
    }
  }

  @Test
  @Tag("faults")
  @DisplayName(
      "LOGIN-7, LIVE-3: a partition: who logs out on one side is out on the other at once, and his"
          + " sockets there soon")
  void loggedOutOnTheOtherSide() {
    Branch branch = counter().people().branch();
    Browser officer =
        new Browser(WORLD).loggedIn(counter().people().clerk(branch, StaffRole.OFFICER));
    String cookie = officer.cookie("natsuin_staff");
    URI there = WORLD.url(second(), "/api/staff/session");
    LiveClient wall =
        LiveClient.connect(WORLD.url(second(), "/"), "staff", cookie)
            .subscribe("branch:" + branch.id());
    wall.await("snapshot", frame -> true);
    assertThat(session(there, cookie)).isEqualTo(200);

    try (var apart = part()) {
      assertThat(officer.delete("/api/staff/session").status()).isEqualTo(204);
      assertThat(session(there, cookie)).isEqualTo(401);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> "denied".equals(wall.recorded("branch:" + branch.id()).lastOp()));
    }
  }

  private static int session(URI there, String cookie) {
    return WORLD
        .send(HttpRequest.newBuilder(there).header("Cookie", "natsuin_staff=" + cookie).build())
        .statusCode();
  }
}
