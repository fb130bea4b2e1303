package natsuin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestartIT {
  @RegisterExtension static final World WORLD = new World().with("signing.lease", "2 s");

  private static Hall hall;

  @BeforeAll
  static void open() {
    hall = new Hall(WORLD);
  }

  @Test
  @DisplayName(
      "PostgreSQL restarted while ten are signing: each signed exactly once (OPS-2, OPS-3)")
  void postgres() throws IOException {
    var signer = hall.signer();
    List<String> contracts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String contract = hall.contract(false, signer);
      hall.reads(signer, contract);
      contracts.add(contract);
      assertThat(hall.sign(signer.browser(), hall.authorizes(signer, contract)).status())
          .isEqualTo(202);
      if (i == 4) {
        restartPostgres();
      }
    }
    restartPostgres();

    contracts.forEach(contract -> hall.awaitSigned(signer, contract));
    contracts.forEach(
        contract ->
            assertThat(hall.files(contract))
                .hasSize(2)
                .allSatisfy(
                    file -> {
                      assertThat(file.parts()).as("signed exactly once").hasSize(2);
                      Strangers.assertDssPasses(
                          file,
                          WORLD.node().keys().pki().root().certificate(),
                          "PAdES-BASELINE-LTA");
                    }));
  }

  @Test
  @DisplayName(
      "Redis restarted in the middle of a ceremony costs at most a new PIN and code (OPS-3)")
  void redis() throws IOException {
    var signer = hall.signer();
    String contract = hall.contract(false, signer);
    hall.reads(signer, contract);
    var asked = hall.asks(signer, contract);
    restartRedis();

    var confirmed = hall.code(signer.browser(), asked, asked.code());
    assertThat(confirmed.status()).as(confirmed.http().body()).isIn(200, 409);
    var ready = confirmed.status() == 200 ? asked : hall.authorizes(signer, contract);
    restartRedis();
    var signed = hall.sign(signer.browser(), ready);
    assertThat(signed.status()).as(signed.http().body()).isIn(202, 409);
    if (signed.status() == 409) {
      assertThat(hall.sign(signer.browser(), hall.authorizes(signer, contract)).status())
          .isEqualTo(202);
    }
    hall.awaitSigned(signer, contract);
  }

  private static void restartPostgres() throws IOException {
    WORLD.servers().postgres().close();
    WORLD.servers().postgres().restart();
    awaitReady();
  }

  private static void restartRedis() throws IOException {
    WORLD.servers().redis().close();
    WORLD.servers().redis().restart();
    awaitReady();
  }

  private static void awaitReady() {
    await().atMost(Hall.PATIENCE).until(() -> WORLD.get("/health/ready").statusCode() == 200);
  }
}
