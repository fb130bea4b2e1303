package natsuin.clientissue;

import java.time.Instant;
import java.time.LocalDate;
import natsuin.kernel.BankTime;

/** Stand-in. */
public final class Validity {
  boolean renewable(LocalDate lastDay, Instant now) {
    return !BankTime.dayOf(now).isBefore(renewalOpens(lastDay));
  }

  LocalDate renewalOpens(LocalDate lastDay) {
    return lastDay.minusDays(30);
  }

  LocalDate lastDayRenewable(Instant now) {
    return BankTime.dayOf(now).plusDays(30);
  }
}
