package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.FreePort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
class ClusterDoctorIT {
  @TempDir Path directory;

  @Test
  @DisplayName("OPS-5: bin/doctor looks at what bin/cluster stands on, as it does at bin/dev")
  void cluster() throws Exception {
    Path data = directory.resolve("data");
    Path told = directory.resolve("told.json");
    var plan =
        new OneMachine.Plan(
            data, 1, FreePort.onLoopback(), FreePort.onLoopback(), false, new JsonObject());
    try (var machine = OneMachine.start(plan)) {
      assertThat(machine.nodes()).hasSize(1);
      assertThat(DoctorCommand.run(looking(data, told), Map.of("LANG", "C"))).isZero();
    }
    var findings = new JsonObject(Files.readString(told));
    assertThat(findings.getString("state")).isNotEqualTo("error");
    assertThat(findings.getJsonArray("findings").stream())
        .extracting(finding -> ((JsonObject) finding).getString("title"))
        .contains("PostgreSQL", "Redis", "Keys", "OCSP", "Timestamps", "Mail");
    assertThat(DoctorCommand.run(looking(data, told), Map.of("LANG", "C")))
        .as("nothing runs there any more")
        .isEqualTo(2);
  }

  private static String[] looking(Path data, Path told) {
    return new String[] {"--data", data.toString(), "--json", told.toString()};
  }
}
