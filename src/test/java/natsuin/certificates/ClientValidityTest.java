package natsuin.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientValidityTest {
  private static final ClientValidity GUIDE = new ClientValidity(366, 30);

  @ParameterizedTest(name = "issued {0}: good until the end of {1}, renewal from {2}")
  @DisplayName(
      "EMP-7: 366 days, the day of issue included, counted in Japan; renewal 30 days before")
  @CsvSource({
    // An ordinary year: the last day is the day of issue, a year later.
    "2026-11-22T10:00:00+09:00, 2027-11-22, 2027-10-23",
    // A leap day within: it takes one of the 366.
    "2027-03-01T00:00:00+09:00, 2028-02-29, 2028-01-30",
    "2027-02-28T23:59:59+09:00, 2028-02-28, 2028-01-29",
    "2027-04-10T12:00:00+09:00, 2028-04-09, 2028-03-10",
    // Issued on the leap day, and beside it.
    "2028-02-29T09:00:00+09:00, 2029-02-28, 2029-01-29",
    "2028-03-01T09:00:00+09:00, 2029-03-01, 2029-01-30",
    "2028-02-28T09:00:00+09:00, 2029-02-27, 2029-01-28",
    // The turn of the year.
    "2027-12-31T23:59:59+09:00, 2028-12-30, 2028-11-30",
    "2028-01-01T00:00:00+09:00, 2028-12-31, 2028-12-01",
    // A century that is no leap year.
    "2099-03-01T00:00:00+09:00, 2100-03-01, 2100-01-30",
    // What counts is the day in Japan: the same day in London is another there.
    "2027-06-30T14:59:59Z, 2028-06-29, 2028-05-30",
    "2027-06-30T15:00:00Z, 2028-06-30, 2028-05-31",
  })
  void calendar(String issued, LocalDate lastDay, LocalDate renewal) {
    Instant at = java.time.OffsetDateTime.parse(issued).toInstant();
    assertThat(GUIDE.lastDay(at)).isEqualTo(lastDay);
    assertThat(GUIDE.notAfter(at)).isEqualTo(tokyo(lastDay + "T23:59:59"));
    assertThat(GUIDE.renewalOpens(lastDay)).isEqualTo(renewal);
    assertThat(GUIDE.renewable(lastDay, tokyo(renewal + "T00:00:00"))).isTrue();
    assertThat(GUIDE.renewable(lastDay, tokyo(renewal + "T00:00:00").minusMillis(1))).isFalse();
    assertThat(GUIDE.lastDayRenewable(tokyo(renewal + "T00:00:00"))).isEqualTo(lastDay);
  }

  private static Instant tokyo(String local) {
    return java.time.OffsetDateTime.parse(local + "+09:00").toInstant();
  }
}
