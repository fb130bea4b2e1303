package natsuin.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  @ParameterizedTest
  @ValueSource(strings = {"Abcdefghi1", "A1bbbbbbbbbbbbbb", "1aA!#$%&'()*+,-.", "zzzzzzzzzZ9"})
  @DisplayName("LOGIN-2: 10 to 16 half-width characters with upper, lower and digit")
  void allowed(String password) {
    assertThat(PasswordPolicy.GUIDE.faults(password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Abcdefgh1",
        "A1bbbbbbbbbbbbbbb",
        "abcdefghi1",
        "ABCDEFGHI1",
        "Abcdefghij",
        "Abcdefghi１",
        "Ａbcdefghi1",
        "Abc efghi1",
        "Abcdefghi1\n",
        "Abcdéfghi1"
      })
  @DisplayName("LOGIN-2: anything else is not")
  void notAllowed(String password) {
    assertThat(PasswordPolicy.GUIDE.faults(password)).isNotEmpty();
  }

  @Test
  @DisplayName("LOGIN-2: the modern policy takes any script and length, but nothing well-known")
  void modern() {
    assertThat(PasswordPolicy.MODERN.faults("ねこ が ふたつ みっつ の箱")).isEmpty();
    assertThat(PasswordPolicy.MODERN.faults("correct horse battery staple")).isEmpty();
    assertThat(PasswordPolicy.MODERN.faults("short")).isNotEmpty();
    assertThat(PasswordPolicy.MODERN.faults("passwordpassword")).isNotEmpty();
  }

  @Test
  @DisplayName("LOGIN-2: an accent typed as one character or as two is the same password")
  void normalised() {
    assertThat(PasswordPolicy.plain("Cafe\u0301 12345678")).isEqualTo("Caf\u00e9 12345678");
  }
}
