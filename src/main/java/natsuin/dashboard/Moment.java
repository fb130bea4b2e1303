package natsuin.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import natsuin.kernel.BankTime;

/**
 * Now, and which of the bank's days that is.
 *
 * @param dayBegan midnight in Japan
 * @param dayBeforeBegan the midnight before
 */
record Moment(
    OffsetDateTime now, LocalDate today, OffsetDateTime dayBegan, OffsetDateTime dayBeforeBegan) {

  static Moment of(InstantSource clock) {
    Instant now = clock.instant();
    LocalDate today = BankTime.dayOf(now);
    return new Moment(at(now), today, begin(today), begin(today.minusDays(1)));
  }

  private static OffsetDateTime begin(LocalDate day) {
    return at(BankTime.startOf(day));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atZone(BankTime.ZONE).toOffsetDateTime();
  }
}
