package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where the ceremony stands is what the server knows, not what a page remembers")
class StepTest {
  private static final Instant NOW = Instant.parse("2026-04-01T05:00:00Z");
  private static final Contract.Document EXPLANATION = document(1, true);
  private static final Contract.Document LOAN = document(2, false);
  private static final List<Contract.Document> BOTH = List.of(EXPLANATION, LOAN);

  private final Map<UUID, Instant> opened = new HashMap<>();
  private boolean tickedExplanation;
  private boolean tickedDocuments;
  private Contract.@Nullable Request request;

  @Test
  void readUntilEverythingIsOpenedAndTicked() {
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.READ);
    opened.put(EXPLANATION.id(), NOW);
    tickedExplanation = true;
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.READ);
    tickedDocuments = true;
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.READ);
    opened.put(LOAN.id(), NOW);
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.PIN);
  }

  @Test
  @DisplayName("Without an explanation its tick is not asked for (CONTRACT-2)")
  void withoutExplanation() {
    opened.put(LOAN.id(), NOW);
    tickedDocuments = true;
    assertThat(Step.of(ContractState.SIGNING, List.of(LOAN), signer(SignerState.INVITED), NOW))
        .isEqualTo(Step.PIN);
  }

  @Test
  void theRequestDecidesBetweenPinCodeAndSign() {
    readAll();
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.PIN);
    request = new Contract.Request(new UUID(5, 5), "pin-accepted", NOW.plusSeconds(1));
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.CODE);
    request = new Contract.Request(new UUID(5, 5), "authorized", NOW.plusSeconds(1));
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.SIGN);
    request = new Contract.Request(new UUID(5, 5), "authorized", NOW);
    assertThat(step(SignerState.INVITED)).as("expired").isEqualTo(Step.PIN);
    request = new Contract.Request(new UUID(5, 5), "used", NOW.plusSeconds(1));
    assertThat(step(SignerState.INVITED)).as("used up by a job that failed").isEqualTo(Step.PIN);
  }

  @Test
  void untickingLeadsBackToReading() {
    readAll();
    request = new Contract.Request(new UUID(5, 5), "authorized", NOW.plusSeconds(1));
    tickedDocuments = false;
    assertThat(step(SignerState.INVITED)).isEqualTo(Step.READ);
  }

  @Test
  void waitThenSigningThenDone() {
    assertThat(step(SignerState.WAITING)).isEqualTo(Step.WAIT);
    assertThat(step(SignerState.SIGNING)).isEqualTo(Step.SIGNING);
    assertThat(step(SignerState.SIGNED)).isEqualTo(Step.DONE);
    assertThat(step(SignerState.REFUSED)).isEqualTo(Step.NONE);
  }

  @Test
  void nothingIsLeftToDoInAContractThatFailed() {
    readAll();
    for (var state : List.of(ContractState.REFUSED, ContractState.WITHDRAWN)) {
      for (var mine : List.of(SignerState.INVITED, SignerState.WAITING)) {
        assertThat(Step.of(state, BOTH, signer(mine), NOW)).isEqualTo(Step.NONE);
      }
    }
  }

  private void readAll() {
    opened.put(EXPLANATION.id(), NOW);
    opened.put(LOAN.id(), NOW);
    tickedExplanation = true;
    tickedDocuments = true;
  }

  private Step step(SignerState state) {
    return Step.of(ContractState.SIGNING, BOTH, signer(state), NOW);
  }

  private Contract.Signer signer(SignerState state) {
    return new Contract.Signer(
        new UUID(3, 3),
        new UUID(3, 4),
        new UUID(3, 5),
        "丸山　健",
        "株式会社例",
        "ken@example.jp",
        Standing.BORROWER,
        Capacity.ORGANIZATION,
        state,
        1,
        null,
        false,
        tickedExplanation,
        tickedDocuments,
        null,
        "C-1",
        Map.copyOf(opened),
        request,
        null,
        null,
        0);
  }

  private static Contract.Document document(int n, boolean explanation) {
    return new Contract.Document(
        new UUID(4, n), explanation, "書類" + n, n + ".pdf", 1, 100, 0, "00");
  }
}
