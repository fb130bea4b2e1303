package natsuin.certificates;

import java.time.Instant;
import java.time.LocalDate;
import natsuin.kernel.BankTime;

/**
 * How long client certificates are good (EMP-7): so many days in Japan, the day of issue included,
 * to the end of the last one; another may be issued from so many days before that day on.
 */
public record ClientValidity(int days, int renewalDays) {
  /** 366 days, renewal from 30 days before. */
  public static final ClientValidity GUIDE = new ClientValidity(366, 30);

  /** The last day of a certificate that is issued at that moment. */
  public LocalDate lastDay(Instant issuedAt) {
    return BankTime.dayOf(issuedAt).plusDays(days - 1L);
  }

  /** The last second at which it is good (RFC 5280 section 4.1.2.5: inclusive). */
  public Instant notAfter(LocalDate lastDay) {
    return BankTime.startOf(lastDay.plusDays(1)).minusSeconds(1);
  }

  /** The day from which on another may be issued. */
  public LocalDate renewableFrom(LocalDate lastDay) {
    return lastDay.minusDays(renewalDays);
  }

  /** Whether another may be issued at that moment. */
  public boolean isRenewable(LocalDate lastDay, Instant at) {
    return !BankTime.dayOf(at).isBefore(renewableFrom(lastDay));
  }

  /** Certificates up to this last day may be renewed at that moment. */
  public LocalDate lastDayRenewable(Instant at) {
    return BankTime.dayOf(at).plusDays(renewalDays);
  }
}
