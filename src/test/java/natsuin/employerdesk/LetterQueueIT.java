package natsuin.employerdesk;

import static natsuin.employerdesk.Desk.EMPLOYERS;
import static natsuin.employerdesk.Desk.form;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import natsuin.kernel.StaffRole;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LetterQueueIT {
  @RegisterExtension static final World WORLD = new World();

  private static final int MANY = 80;

  @Test
  @DisplayName("EMP-5: while the letters of a large file are made, another clerk gets a single one")
  void others() {
    var desk = new Desk(WORLD);
    var one = desk.at(StaffRole.OFFICER);
    var other = desk.at(StaffRole.APPROVER);
    String lines =
        IntStream.range(0, MANY)
            .mapToObj(n -> Desk.line("株式会社行列" + n, "行列町" + n))
            .collect(Collectors.joining());
    var uploaded = Desk.upload(one, (Desk.HEADINGS + lines).getBytes(StandardCharsets.UTF_8));
    String path = EMPLOYERS + "/batch/" + uploaded.json().getString("id") + "/registration";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var batch =
          CompletableFuture.supplyAsync(() -> desk.print(one, path, new JsonObject()), threads);
      assertThat(desk.print(other, EMPLOYERS, form("株式会社割込")).status()).isEqualTo(201);
      assertThat(batch).as("the file's letters are not ready yet").isNotDone();
      var letters = batch.join();
      assertThat(letters.status()).isEqualTo(200);
      assertThat(letters.text().split("\f")).hasSize(MANY);
    }
  }
}
