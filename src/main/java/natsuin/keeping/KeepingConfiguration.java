package natsuin.keeping;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import natsuin.kernel.Allowed;
import natsuin.kernel.KeepingRule;

/**
 * How long contracts are kept.
 *
 * @param years after the end of a contract
 * @param drawdownDays after the conclusion of a drawdown
 * @param told how long before it is erased the signers are told
 * @param renewBefore how long before its authority's end an archive timestamp is renewed
 * @param renewMadeBefore archive timestamps made before this day are renewed in any case; empty:
 *     none
 * @param lookEvery how often is looked for what is due
 */
public record KeepingConfiguration(
    @Allowed(from = "1", to = "100") int years,
    @Allowed(from = "1", to = "36500") int drawdownDays,
    @Allowed(from = "1 d", to = "365 d") Duration told,
    @Allowed(from = "30 d", to = "720 d") Duration renewBefore,
    @Allowed(empty = true) String renewMadeBefore,
    @Allowed(from = "100 ms", to = "1 d") Duration lookEvery) {

  /** A day that is none is noticed at the start. */
  public KeepingConfiguration {
    try {
      madeBefore(renewMadeBefore);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("renew-made-before: must be a day such as 2031-04-01", e);
    }
  }

  /** Until when each contract is kept. */
  public KeepingRule rule() {
    return new KeepingRule(years, drawdownDays);
  }

  Optional<LocalDate> madeBefore() {
    return madeBefore(renewMadeBefore);
  }

  private static Optional<LocalDate> madeBefore(String day) {
    return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
  }
}
