package natsuin.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** The window that comes back every month, by the wall clock of its zone. */
final class MonthlyWindow {
  private final MaintenanceConfiguration rule;
  private final LocalTime from;
  private final LocalTime until;
  private final ZoneId zone;

  MonthlyWindow(MaintenanceConfiguration rule) {
    this.rule = rule;
    this.from = LocalTime.parse(rule.from());
    this.until = LocalTime.parse(rule.until());
    this.zone = ZoneId.of(rule.zone());
  }

  /** Those of the month before that moment, its own and the next; none where there is no rule. */
  List<Window> around(Instant at) {
    if (rule.week() == 0) {
      return List.of();
    }
    YearMonth month = YearMonth.from(at.atZone(zone));
    return List.of(of(month.minusMonths(1)), of(month), of(month.plusMonths(1)));
  }

  private Window of(YearMonth month) {
    LocalDate day =
        month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(rule.week(), rule.day()));
    LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
    return new Window(
        day.atTime(from).atZone(zone).toInstant(), last.atTime(until).atZone(zone).toInstant());
  }
}
