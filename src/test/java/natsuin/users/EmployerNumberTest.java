package natsuin.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EmployerNumberTest {
  @Test
  @DisplayName("The check digit is what ISO/IEC 7812-1 says: 1 doubled is 2, and 8 fills up to ten")
  void example() {
    assertThat(EmployerNumber.isValid("0000000000")).isTrue();
    assertThat(EmployerNumber.of(1)).isEqualTo("0000000018");
  }

  @Test
  @DisplayName(
      "EMP-5: one wrong digit, or two neighbours exchanged, is noticed before the bank asks")
  void slips() {
    String right = EmployerNumber.of(123_456_782);
    assertThat(EmployerNumber.isValid(right)).isTrue();
    for (int i = 0; i < right.length(); i++) {
      char other = right.charAt(i) == '9' ? '0' : (char) (right.charAt(i) + 1);
      assertThat(EmployerNumber.isValid(right.substring(0, i) + other + right.substring(i + 1)))
          .isFalse();
    }
    for (int i = 0; i + 1 < right.length(); i++) {
      if (right.charAt(i) != right.charAt(i + 1)) {
        String swapped =
            right.substring(0, i) + right.charAt(i + 1) + right.charAt(i) + right.substring(i + 2);
        assertThat(EmployerNumber.isValid(swapped)).isFalse();
      }
    }
  }

  @Test
  void notANumber() {
    assertThat(EmployerNumber.isValid("000000001")).isFalse();
    assertThat(EmployerNumber.isValid("００００００００１８")).isFalse();
    assertThat(EmployerNumber.isValid("")).isFalse();
  }
}
