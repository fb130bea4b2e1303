package natsuin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CONTRACT-7: how long a contract is kept, in days of Japan's calendar")
class KeepingRuleTest {
  private static final KeepingRule RULE = new KeepingRule(10, 400);

  @ParameterizedTest(name = "ended on {0}: kept until the end of {1}")
  @CsvSource({
    "2026-11-22, 2036-11-22",
    "2026-12-31, 2036-12-31",
    "2024-02-29, 2034-02-28",
    "2022-02-28, 2032-02-29",
    "2024-02-28, 2034-02-28",
    "2023-02-28, 2033-02-28",
  })
  @DisplayName("ten years, the day of the end not counted; leap days are neither lost nor given")
  void tenYears(LocalDate end, LocalDate until) {
    assertThat(RULE.until(false, null, BankTime.startOf(end))).contains(until);
    Instant lastMoment = BankTime.startOf(end.plusDays(1)).minusMillis(1);
    assertThat(RULE.until(false, null, lastMoment)).contains(until);
  }

  @Test
  @DisplayName("the day is Japan's: what ended at 15:00 UTC ended on the next day")
  void japan() {
    assertThat(RULE.until(false, null, Instant.parse("2026-11-22T15:00:00Z")))
        .contains(LocalDate.parse("2036-11-23"));
  }

  @Test
  @DisplayName(
      "a drawdown: 400 days from its conclusion, repaid or not; never concluded: as any other")
  void drawdowns() {
    Instant concluded = BankTime.startOf(LocalDate.parse("2026-11-22"));
    Instant ended = BankTime.startOf(LocalDate.parse("2027-03-01"));
    LocalDate until = LocalDate.parse("2027-12-27");
    assertThat(RULE.until(true, concluded, null)).contains(until);
    assertThat(RULE.until(true, concluded, ended)).contains(until);
    assertThat(RULE.until(true, null, ended)).contains(LocalDate.parse("2037-03-01"));
  }

  @Test
  @DisplayName("in force, and no drawdown: for as long as it lasts")
  void inForce() {
    assertThat(RULE.until(false, Instant.EPOCH, null)).isEmpty();
    assertThat(RULE.until(true, null, null)).isEmpty();
  }
}
