package natsuin.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long contracts are kept (CONTRACT-7), in whole days of the bank's calendar.
 *
 * @param years from the end of a contract
 * @param drawdownDays from the conclusion of a drawdown within a credit line
 */
public record KeepingRule(int years, int drawdownDays) {

  /**
   * The last day on which a contract is kept; empty while nothing has set its end.
   *
   * @param endedAt when it was repaid, cancelled, refused or withdrawn
   */
  public Optional<LocalDate> until(
      boolean drawdown, @Nullable Instant concludedAt, @Nullable Instant endedAt) {
    if (drawdown && concludedAt != null) {
      return Optional.of(BankTime.dayOf(concludedAt).plusDays(drawdownDays));
    }
    return Optional.ofNullable(endedAt).map(end -> yearsAfter(BankTime.dayOf(end)));
  }

  /**
   * The day of the end itself is not counted; the period ends with the eve of the day that
   * corresponds to its first, or with the month where there is none (Civil Code, articles 140 and
   * 143).
   */
  private LocalDate yearsAfter(LocalDate end) {
    LocalDate first = end.plusDays(1);
    LocalDate same = first.plusYears(years);
    return same.getDayOfMonth() == first.getDayOfMonth() ? same.minusDays(1) : same;
  }
}
