package natsuin.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import natsuin.pki.BouncyArgon2;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("LOGIN-1: Argon2id is the same whoever computes it")
class Argon2Test {

  @Test
  @DisplayName("the fallback gives the reference implementation's published hash")
  void referenceVector() {
    byte[] hash = BouncyArgon2.hash(ascii("password"), ascii("somesalt"), 1 << 16, 2, 1, 32);
    // P-H-C/phc-winner-argon2, src/test.c, Argon2id version 0x13
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
  }

  @ParameterizedTest(name = "m={0}, t={1}, {2} bytes of ''{3}''")
  @CsvSource({"8,1,16,''", "64,3,32,a", "4096,1,64,パスワード", "19456,2,32,correct horse battery"})
  @DisplayName("libsodium and the fallback agree")
  void agree(int memoryKib, int iterations, int length, String secret) {
    byte[] salt = ascii("sixteen bytes ok");
    byte[] password = secret.getBytes(StandardCharsets.UTF_8);
    Argon2 sodium = SodiumArgon2.load().orElseThrow();
    assertThat(sodium.hash(password, salt, new Argon2Parameters(memoryKib, iterations), length))
        .isEqualTo(BouncyArgon2.hash(password, salt, memoryKib, iterations, 1, length));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
