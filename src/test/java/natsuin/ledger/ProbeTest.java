package natsuin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Which pairs of characters lead to a name (CONTRACT-1)")
class ProbeTest {
  private static final Map<String, Double> FREQUENCIES =
      Map.of("株式", 0.8, "式会", 0.8, "会社", 0.8, "山田", 0.04, "田太", 0.03, "太郎", 0.1);

  @Test
  void theTwoRarestThatDoNotOverlap() {
    var probe = Probe.of("山田太郎", FREQUENCIES);
    assertThat(probe.grams()).containsExactly("山田", "太郎");
    assertThat(probe.share()).isCloseTo(0.004, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void whatNobodyHasCountedIsRare() {
    var probe = Probe.of("株式会社珍", FREQUENCIES);
    assertThat(probe.grams()).contains("社珍");
    assertThat(probe.soonMet(20)).isFalse();
  }

  @Test
  void whatIsFrequentIsMetSoonInAnyOrder() {
    var probe = Probe.of("株式会社", FREQUENCIES);
    assertThat(probe.soonMet(20)).isTrue();
    assertThat(probe.soonMet(1_001)).isTrue();
    assertThat(Probe.of("山田", FREQUENCIES).soonMet(1_001)).isFalse();
  }

  @Test
  void oneCharacterAndCharactersBeyondTheBasicPlane() {
    assertThat(Probe.of("山", FREQUENCIES).grams()).containsExactly("山");
    assertThat(Probe.of("𠮷", FREQUENCIES).grams()).containsExactly("𠮷");
    assertThat(Probe.of("𠮷野家", FREQUENCIES).grams()).hasSize(1).first().asString().hasSize(3);
  }
}
