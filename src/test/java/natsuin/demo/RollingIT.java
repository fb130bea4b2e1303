package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.FreePort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class RollingIT {
  private static final Duration A_SOCKETS_SUCCESSOR = Duration.ofSeconds(2);

  @Test
  @DisplayName(
      "OPS-6: three nodes are replaced one after the other under load: no failed request, no lost"
          + " event, every socket has a successor within 2 s, every signature that was promised is")
  void replaced() throws Exception {
    var plan =
        new OneMachine.Plan(
            Path.of("target", "machines", UUID.randomUUID().toString()),
            3,
            FreePort.onLoopback(),
            FreePort.onLoopback(),
            false,
            new JsonObject(SETTINGS));
    try (var machine = OneMachine.start(plan)) {
      Diary diary;
      try (var load =
          new Load(machine.address())
              .signing(DemoPeople.PRESIDENT, DemoPeople.SHOPKEEPER)
              .loggingIn(2, DemoPeople.PRESIDENT)
              .watching(20)) {
        diary = load.diary();
        await().atMost(Duration.ofMinutes(2)).until(() -> diary.all(Load.SIGNED).count() > 4);
        for (var node : machine.nodes()) {
          node.stop();
          node.start();
          machine.awaitReady();
        }
        long after = diary.all(Load.SIGNED).count();
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> diary.all(Load.SIGNED).count() > after + 3);
        await().until(() -> load.watchers().stream().allMatch(Watcher::isOpen));
        assertThat(load.watchers()).allSatisfy(watcher -> assertThat(watcher.gaps()).isEmpty());
        assertThat(load.watchers().stream().flatMap(watcher -> watcher.without().stream()))
            .as("each node's sockets moved")
            .isNotEmpty()
            .allSatisfy(gone -> assertThat(gone).isLessThan(A_SOCKETS_SUCCESSOR));
      }
      assertThat(diary.faults()).isEmpty();
      assertThat(diary.all(Load.SIGNED).map(Diary.Act::subject))
          .containsExactlyInAnyOrderElementsOf(
              diary.all(Load.SIGN).map(Diary.Act::subject).toList());
    }
  }

  /** People of a test write codes faster than anybody. */
  static final String SETTINGS =
      """
      {"policies": {"guide": {"mypage": {"code": {"sends": 1000}}, "staff": {"code": {"sends": 1000}}}},
       "throttle": {"requests": 100000}}
      """;
}
