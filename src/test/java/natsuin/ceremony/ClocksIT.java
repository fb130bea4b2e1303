package natsuin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.MutableClock;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing on machines that do not agree on the time. */
class ClocksIT {
  @RegisterExtension static final World WORLD = new World().with("signing.lease", "1 s");

  @Test
  @DisplayName(
      "OPS-2, fault: two machines' clocks are ten minutes off, ahead and behind: every contract is"
          + " signed once, no job is taken from whoever has it, no key is thrown away early")
  void clocksDisagree() throws IOException {
    WORLD.anotherNode(off(Duration.ofMinutes(10)));
    WORLD.anotherNode(off(Duration.ofMinutes(-10)));
    var hall = new Hall(WORLD);
    var signer = hall.signer();
    List<String> contracts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String contract = hall.contract(false, signer);
      hall.reads(signer, contract);
      contracts.add(contract);
      assertThat(hall.sign(signer.browser(), hall.authorizes(signer, contract)).status())
          .isEqualTo(202);
    }
    contracts.forEach(contract -> hall.awaitSigned(signer, contract));
    for (String contract : contracts) {
      assertThat(
              hall.count(
                  "select count(*) from signing_job where contract_id = $1 and fence = 1 and"
                      + " attempts = 0",
                  Hall.id(contract)))
          .isEqualTo(1);
      assertThat(hall.files(contract))
          .allSatisfy(
              file -> {
                assertThat(file.parts()).as("signed exactly once").hasSize(2);
                Strangers.assertDssPasses(
                    file, WORLD.node().keys().pki().root().certificate(), "PAdES-BASELINE-LTA");
              });
    }
  }

  private static InstantSource off(Duration by) {
    var clock = new MutableClock();
    clock.advance(by);
    return clock;
  }
}
