package natsuin.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import natsuin.pki.BouncyArgon2;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("LOGIN-1: passwords are kept as Argon2id hashes")
class PasswordHashTest {
  private static final Argon2Parameters QUICK = new Argon2Parameters(64, 1);

  private final Argon2 argon2 = SodiumArgon2.load().orElseThrow();
  private final PasswordHash passwords = new PasswordHash(argon2, QUICK);

  @Test
  @DisplayName("the right password is known again, another is not, and no two hashes are alike")
  void verify() {
    String stored = passwords.hash("Hanko12345");
    assertThat(stored).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(passwords.verify("Hanko12345", stored)).isTrue();
    assertThat(passwords.verify("hanko12345", stored)).isFalse();
    assertThat(passwords.verify("", stored)).isFalse();
    assertThat(passwords.hash("Hanko12345")).isNotEqualTo(stored);
    assertThat(passwords.verifyNobody("Hanko12345")).isFalse();
  }

  @Test
  @DisplayName("LOGIN-2: the same text in another Unicode form is the same password")
  void normalised() {
    String composed = "がぎぐげごパスワード";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    assertThat(decomposed).isNotEqualTo(composed);
    assertThat(passwords.verify(decomposed, passwords.hash(composed))).isTrue();
  }

  @Test
  @DisplayName("a hash made with other parameters verifies and asks to be made anew")
  void otherParameters() {
    PasswordHash dearer = new PasswordHash(argon2, new Argon2Parameters(128, 2));
    String stored = passwords.hash("Hanko12345");
    assertThat(dearer.verify("Hanko12345", stored)).isTrue();
    assertThat(dearer.needsRehash(stored)).isTrue();
    assertThat(passwords.needsRehash(stored)).isFalse();
  }

  @Test
  @DisplayName("a hash made with libsodium verifies where only the fallback runs")
  void fallback() {
    PasswordHash elsewhere =
        new PasswordHash(
            (secret, salt, p, length) ->
                BouncyArgon2.hash(secret, salt, p.memoryKib(), p.iterations(), 1, length),
            QUICK);
    assertThat(elsewhere.verify("Hanko12345", passwords.hash("Hanko12345"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2a$10$abcdefghijklmnopqrstuv",
        "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  @DisplayName("attack: a stored hash of another kind, or one that asks for all memory")
  void strangeHash(String stored) {
    assertThatThrownBy(() -> passwords.verify("x", stored)).isInstanceOf(VaultException.class);
  }
}
