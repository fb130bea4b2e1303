package natsuin.certificates;

import java.time.Instant;
import java.time.LocalDate;
import natsuin.kernel.Allowed;
import natsuin.kernel.BankTime;

/**
 * How long client certificates are good, in the bank's days (EMP-7).
 *
 * @param days from 1 on; the day of issue is the first of them
 * @param renewalDays how many days before the last one renewal opens; less than {@code days}
 */
public record ClientValidity(
    @Allowed(from = "1", to = "1096") int days, @Allowed(from = "0", to = "365") int renewalDays) {
  /** A window that is open from the first day on would refuse nobody. */
  public ClientValidity {
    if (days < 1 || renewalDays < 0 || renewalDays >= days) {
      throw new IllegalArgumentException(
          "renewal-days: must be below days, and is '" + renewalDays + "'");
    }
  }

  /** The last day of a certificate that is issued at that moment. */
  public LocalDate lastDay(Instant issuedAt) {
    return BankTime.dayOf(issuedAt).plusDays(days - 1L);
  }

  /** Its last second, inclusive (RFC 5280 section 4.1.2.5). */
  public Instant notAfter(Instant issuedAt) {
    return BankTime.startOf(lastDay(issuedAt).plusDays(1)).minusSeconds(1);
  }

  /** The first day on which another may be issued beside the one that ends then. */
  public LocalDate renewalOpens(LocalDate lastDay) {
    return lastDay.minusDays(renewalDays);
  }

  /** Whether another may be issued by now. */
  public boolean renewable(LocalDate lastDay, Instant now) {
    return !BankTime.dayOf(now).isBefore(renewalOpens(lastDay));
  }

  /** Of the certificates that may be renewed now, the last to end ends on this day. */
  public LocalDate lastDayRenewable(Instant now) {
    return BankTime.dayOf(now).plusDays(renewalDays);
  }
}
