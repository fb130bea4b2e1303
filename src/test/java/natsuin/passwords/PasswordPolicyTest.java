package natsuin.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import natsuin.fields.Forms;
import natsuin.kernel.Failure.FieldError;
import natsuin.testkit.PolicyTypes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both policies of the shipped configuration, at both customers' portals. */
class PasswordPolicyTest {
  private static final Forms GUIDE = Forms.with(PolicyTypes.of(Map.of()));
  private static final Forms MODERN =
      Forms.with(PolicyTypes.of(Map.of("portals.mypage", "modern", "portals.employer", "modern")));

  private static List<String> faults(Forms policy, String type, String password) {
    return new PasswordPolicy(policy, type)
        .faults(password).stream().map(FieldError::code).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Abcdefghi1", "A1bbbbbbbbbbbbbb", "1aA!#$%&'()*+,-.", "zzzzzzzzzZ9"})
  @DisplayName("LOGIN-2: 10 to 16 half-width characters with upper, lower and digit")
  void allowed(String password) {
    assertThat(faults(GUIDE, "password-mypage", password)).isEmpty();
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
    assertThat(faults(GUIDE, "password-mypage", password)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Abcdef1!,      ''",
    "Abcdefgh-10_,  ''",
    "aA0~````,      ''",
    "Abcde1!,       too-short",
    "Abcdefghij-10, too-long",
    "abcdef1!,      password-upper",
    "ABCDEF1!,      password-lower",
    "Abcdefg!,      password-digit",
    "Abcdefg1,      password-symbol",
    "'Abcde 1!',    password-chars",
    "Abcdef1！,     password-chars",
  })
  @DisplayName("EMP-2: 8 to 12 half-width characters with upper, lower, digit and symbol")
  void employer(String password, String fault) {
    assertThat(faults(GUIDE, "password-employer", password))
        .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
  }

  @ParameterizedTest
  @CsvSource({
    "abcde1,        ''",
    "1ABCDEFGHIJa,  ''",
    "ａｂｃｄｅ１,   ''",
    "abcd1,         too-short",
    "abcdefghijkl1, too-long",
    "abcdef,        user-id-digit",
    "123456,        user-id-letter",
    "abc_e1,        user-id-chars",
    "'',            required",
  })
  @DisplayName("EMP-2: a user ID has 6 to 12 letters and digits, both required")
  void userId(String userId, String fault) {
    assertThat(GUIDE.faults("user-id", "userId", userId).stream().map(FieldError::code).toList())
        .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password-mypage", "password-employer"})
  @DisplayName("LOGIN-2: the modern policy wants length, but nothing well-known, at each portal")
  void modern(String type) {
    assertThat(faults(MODERN, type, "correct horse battery staple")).isEmpty();
    assertThat(faults(MODERN, type, "twelve chars")).isEmpty();
    assertThat(faults(MODERN, type, "x".repeat(64) + " y")).isEmpty();
    assertThat(faults(MODERN, type, "eleven char")).containsExactly("too-short");
    assertThat(faults(MODERN, type, "ab".repeat(64) + "c")).containsExactly("too-long");
    assertThat(faults(MODERN, type, "passwordpassword")).containsExactly("password-common");
  }

  @Test
  @DisplayName("LOGIN-2, EMP-6: any script, but what opens a .p12 file stays within ASCII")
  void scripts() {
    String japanese = "ねこ が ふたつ みっつ の箱";
    assertThat(faults(MODERN, "password-mypage", japanese)).isEmpty();
    assertThat(faults(MODERN, "password-employer", japanese)).containsExactly("password-ascii");
  }

  @Test
  @DisplayName("LOGIN-2: an accent typed as one character or as two is the same password")
  void normalised() {
    assertThat(PasswordPolicy.plain("Cafe\u0301 12345678")).isEqualTo("Caf\u00e9 12345678");
  }
}
