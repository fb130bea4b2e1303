package natsuin.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("Codes, tokens and keyed hashes")
class SecretsTest {

  @Test
  @DisplayName("OTP-1: six digits, each as often as any other, leading zeros included")
  void digits() {
    int[] counts = new int[10];
    for (int i = 0; i < 20_000; i++) {
      String code = Secrets.digits(6);
      assertThat(code).matches("[0-9]{6}");
      code.chars().forEach(c -> counts[c - '0']++);
    }
    double expected = 20_000 * 6 / 10.0;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    // Nine degrees of freedom: beyond 45 once in a million runs of a fair source.
    assertThat(chiSquared).isLessThan(45);
  }

  @RepeatedTest(50)
  @DisplayName("LOGIN-2: temporary passwords meet the guide's policy")
  void temporaryPassword() {
    assertThat(Secrets.temporaryPassword())
        .matches("[A-Za-z0-9]{10,16}")
        .matches(".*[A-Z].*")
        .matches(".*[a-z].*")
        .matches(".*[0-9].*");
  }

  @Test
  @DisplayName("tokens do not repeat")
  void tokens() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(seen.add(Secrets.token(16))).isTrue();
    }
  }

  @Test
  @DisplayName("OTP-2: a hash depends on key, purpose and where each part ends")
  void keyedHash() {
    MasterKeys ring = MasterKeys.of(Map.of("k1", Secrets.bytes(32)));
    KeyedHash otp = new KeyedHash(ring, "otp");
    byte[] hash = otp.of(bytes("user"), bytes("123456"));
    assertThat(otp.of(bytes("user"), bytes("123456"))).isEqualTo(hash).hasSize(32);
    assertThat(otp.of(bytes("user1"), bytes("23456"))).isNotEqualTo(hash);
    assertThat(new KeyedHash(ring, "pseudonym").of(bytes("user"), bytes("123456")))
        .isNotEqualTo(hash);
    assertThat(otp.matches(hash, bytes("user"), bytes("123456"))).isTrue();
    assertThat(otp.matches(hash, bytes("user"), bytes("123457"))).isFalse();
  }

  @Test
  @DisplayName("a hash made before a rotation still matches after it")
  void keyedHashAfterRotation() {
    byte[] old = Secrets.bytes(32);
    byte[] hash = new KeyedHash(MasterKeys.of(Map.of("k1", old)), "otp").of(bytes("x"));
    Map<String, byte[]> both = new LinkedHashMap<>();
    both.put("k2", Secrets.bytes(32));
    both.put("k1", old);
    KeyedHash rotated = new KeyedHash(MasterKeys.of(both), "otp");
    assertThat(rotated.of(bytes("x"))).isNotEqualTo(hash);
    assertThat(rotated.matches(hash, bytes("x"))).isTrue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
