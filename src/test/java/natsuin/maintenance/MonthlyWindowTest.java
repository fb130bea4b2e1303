package natsuin.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dates below were read from a calendar, not computed. */
class MonthlyWindowTest {

  @ParameterizedTest(name = "{0}: from {1} until {2}")
  @CsvSource({
    // the month begins on a Saturday: the second is the 8th
    "2026-08, 2026-08-08T23:00+09:00, 2026-08-09T07:00+09:00",
    // the month begins on a Sunday: the second Saturday is the 14th
    "2026-11, 2026-11-14T23:00+09:00, 2026-11-15T07:00+09:00",
    "2026-12, 2026-12-12T23:00+09:00, 2026-12-13T07:00+09:00",
    "2027-01, 2027-01-09T23:00+09:00, 2027-01-10T07:00+09:00",
    "2027-02, 2027-02-13T23:00+09:00, 2027-02-14T07:00+09:00",
    // a leap year
    "2028-02, 2028-02-12T23:00+09:00, 2028-02-13T07:00+09:00",
    "2028-03, 2028-03-11T23:00+09:00, 2028-03-12T07:00+09:00"
  })
  @DisplayName("LOGIN-9: the second Saturday 23:00 to Sunday 07:00, Asia/Tokyo")
  void secondSaturday(String month, OffsetDateTime from, OffsetDateTime until) {
    var rule = rule(2, DayOfWeek.SATURDAY, "23:00", "07:00", "Asia/Tokyo");
    Instant middle = OffsetDateTime.parse(month + "-15T12:00+09:00").toInstant();
    assertThat(new MonthlyWindow(rule).around(middle))
        .contains(new Window(from.toInstant(), until.toInstant()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2026-11-14T22:59:59+09:00, false",
    "2026-11-14T23:00:00+09:00, true",
    "2026-11-15T06:59:59+09:00, true",
    "2026-11-15T07:00:00+09:00, false",
    // the first and the third Saturday are days like any other
    "2026-11-07T23:30:00+09:00, false",
    "2026-11-21T23:30:00+09:00, false",
  })
  @DisplayName("LOGIN-9: the first second of it counts, the last moment does not")
  void edges(OffsetDateTime at, boolean closed) {
    var rule = rule(2, DayOfWeek.SATURDAY, "23:00", "07:00", "Asia/Tokyo");
    assertThat(new MonthlyWindow(rule).around(at.toInstant()))
        .filteredOn(window -> window.contains(at.toInstant()))
        .hasSize(closed ? 1 : 0);
  }

  @Test
  @DisplayName("A window over the end of a month, and of a year, is known on both sides of it")
  void overTheYear() {
    // 2026-12: Thursdays are 3, 10, 17, 24, 31; 2027-01-01 is a Friday
    var rule = rule(1, DayOfWeek.FRIDAY, "00:30", "00:30", "Asia/Tokyo");
    var window =
        new Window(
            Instant.parse("2026-12-31T15:30:00Z"), // 2027-01-01 00:30 in Tokyo
            Instant.parse("2027-01-01T15:30:00Z"));
    var monthly = new MonthlyWindow(rule);
    assertThat(monthly.around(Instant.parse("2026-12-31T14:59:00Z"))).contains(window);
    assertThat(monthly.around(Instant.parse("2026-12-31T16:00:00Z"))).contains(window);
  }

  @ParameterizedTest(name = "{0}: {3} hours")
  @CsvSource({
    // New York: clocks go on at 02:00 of the second Sunday of March, and back on the first of
    // November
    "2026-03, 2026-03-14T23:00-04:00, 2026-03-15T07:00-04:00, 8",
    "2027-03, 2027-03-13T23:00-05:00, 2027-03-14T07:00-04:00, 7",
    "2026-11, 2026-11-14T23:00-05:00, 2026-11-15T07:00-05:00, 8"
  })
  @DisplayName("Where clocks change in the night, the window follows the clock on the wall")
  void clocksChange(String month, OffsetDateTime from, OffsetDateTime until, int hours) {
    var rule = rule(2, DayOfWeek.SATURDAY, "23:00", "07:00", "America/New_York");
    var window = new Window(from.toInstant(), until.toInstant());
    assertThat(
            new MonthlyWindow(rule).around(OffsetDateTime.parse(month + "-15T12:00Z").toInstant()))
        .contains(window);
    assertThat(Duration.between(window.from(), window.until())).isEqualTo(Duration.ofHours(hours));
  }

  @Test
  @DisplayName("Week 0: no monthly window; times that are none are refused")
  void none() {
    var rule = rule(0, DayOfWeek.SATURDAY, "23:00", "07:00", "Asia/Tokyo");
    assertThat(new MonthlyWindow(rule).around(Instant.parse("2026-11-14T15:00:00Z"))).isEmpty();
    assertThatThrownBy(() -> rule(2, DayOfWeek.SATURDAY, "25:00", "07:00", "Asia/Tokyo"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule(2, DayOfWeek.SATURDAY, "23:00", "07:00", "Asia/Edo"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MaintenanceConfiguration rule(
      int week, DayOfWeek day, String from, String until, String zone) {
    return new MaintenanceConfiguration(week, day, from, until, zone, Duration.ofDays(7));
  }
}
