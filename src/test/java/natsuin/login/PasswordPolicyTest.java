package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  @ParameterizedTest
  @ValueSource(strings = {"Abcdefghi1", "A1bbbbbbbbbbbbbb", "1aA!#$%&'()*+,-.", "zzzzzzzzzZ9"})
  @DisplayName("LOGIN-2: 10 to 16 half-width characters with upper, lower and digit")
  void allowed(String password) {
    assertThat(PasswordPolicy.allows(password)).isTrue();
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
    assertThat(PasswordPolicy.allows(password)).isFalse();
  }
}
