package natsuin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import natsuin.bus.Announcements;
import natsuin.certificates.Credential;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeathIT {
  @RegisterExtension static final World WORLD = new World().with("signing.workers", "0");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a worker dies of: it leaves everything as it is, as a killed process would. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  @DisplayName("a worker may die after any stage: another finishes, signed exactly once (OPS-2)")
  void deathAtEachStage() {
    try (var tsa = new TestTsa(WORLD.node().keys(), WORLD.clock())) {
      var studio = new Studio(WORLD, List.of(tsa.url()), Duration.ofMinutes(1));
      var credential = studio.signer("Mukuro");
      int died = 0;
      var end = End.DIED;
      while (end != End.LIVED) {
        end = dies(studio, studio.contract(2), credential, died + 1);
        died += end == End.DIED ? 1 : 0;
      }
      assertThat(died).as("stages of two documents").isGreaterThanOrEqualTo(14);
    }
  }

  /** How the first worker came out of it. */
  private enum End {
    DIED,
    /** It had to put a stage off before it came to its death. */
    PUT_OFF,
    /** It finished the job. */
    LIVED
  }

  /** Lets a worker die when it says something for the n-th time. */
  private static End dies(Studio studio, UUID contract, Credential credential, int last) {
    UUID signer = studio.press(contract, credential);
    var said = new AtomicInteger();
    var announcements = new Announcements();
    announcements.listen(
        announcement -> {
          if (said.incrementAndGet() == last) {
            throw new Death();
          }
        });
    End end;
    try {
      new RunJob(studio.tools(announcements), claim(Duration.ofMillis(1))).run();
      end = unsealed(studio, contract) == 0 ? End.LIVED : End.PUT_OFF;
    } catch (Death expected) {
      end = End.DIED;
    }
    String before = studio.ask("select state from contract_signer where id = $1", signer);
    assertThat(before)
        .as("never called signed before everything is sealed")
        .isEqualTo(unsealed(studio, contract) == 0 ? "signed" : "signing");

    // The next worker may itself have to put a stage off; what counts is that the job is finished.
    for (int worker = 0; worker < 5 && unsealed(studio, contract) > 0; worker++) {
      new RunJob(studio.tools(), claim(Duration.ofMinutes(1))).run();
    }
    assertThat(studio.ask("select state from contract_signer where id = $1", signer))
        .as("after a death at announcement %d", last)
        .isEqualTo("signed");
    assertThat(studio.documents(contract))
        .hasSize(2)
        .allSatisfy(
            document -> {
              assertThat(document.parts()).as("signed exactly once").hasSize(2);
              Strangers.assertDssPasses(
                  document, WORLD.node().keys().pki().root().certificate(), "PAdES-BASELINE-LTA");
            });
    return end;
  }

  private static long unsealed(Studio studio, UUID contract) {
    return Long.parseLong(
        studio.ask(
            "select count(*) from signature s join document d on d.id = s.document_id where"
                + " d.contract_id = $1 and s.state = 'prepared'",
            contract));
  }

  private static Claim claim(Duration lease) {
    return await()
        .atMost(PATIENCE)
        .until(() -> JobStore.claim(WORLD.database().client(), lease).await(), Optional::isPresent)
        .orElseThrow();
  }
}
