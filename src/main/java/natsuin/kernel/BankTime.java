package natsuin.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** The bank's calendar: its days begin at midnight in Japan, wherever a server stands. */
public final class BankTime {
  /** Where the bank is. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private BankTime() {}

  /** The bank's day at that moment. */
  public static LocalDate dayOf(Instant at) {
    return at.atZone(ZONE).toLocalDate();
  }

  /** The bank's day now. */
  public static LocalDate today(InstantSource clock) {
    return dayOf(clock.instant());
  }

  /** When that day begins. */
  public static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }
}
