package natsuin.maintenance;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import natsuin.kernel.Allowed;

/**
 * The monthly window and how it is announced (LOGIN-9).
 *
 * @param week the how-manieth such day of the month it begins on; 0: there is no monthly window
 * @param from time of day, {@code HH:mm}
 * @param until time of day, {@code HH:mm}; of the next day where it is not later than {@code from}
 * @param zone of the times
 * @param announced how long before it begins customers are told
 */
public record MaintenanceConfiguration(
    @Allowed(from = "0", to = "4") int week,
    DayOfWeek day,
    String from,
    String until,
    String zone,
    @Allowed(from = "1 h", to = "60 d") Duration announced) {

  /** Refuses what is no time of day and no zone. */
  public MaintenanceConfiguration {
    try {
      LocalTime.parse(from);
      LocalTime.parse(until);
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "from and until must be times such as 23:00, zone a zone such as Asia/Tokyo", e);
    }
  }

  /** The same without the window that comes back every month. */
  public MaintenanceConfiguration withoutMonthly() {
    return new MaintenanceConfiguration(0, day, from, until, zone, announced);
  }
}
