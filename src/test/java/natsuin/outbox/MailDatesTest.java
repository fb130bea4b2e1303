package natsuin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailDatesTest {
  @Test
  @DisplayName("UI-1: a mail's times are Japanese ones and say so abroad")
  void byLanguage() {
    var lateInLondon = Instant.parse("2026-11-30T15:30:00Z");
    assertThat(MailDates.time(lateInLondon, Locale.JAPANESE)).isEqualTo("2026年12月1日 00:30");
    assertThat(MailDates.time(lateInLondon, Locale.UK)).isEqualTo("1 December 2026 00:30 JST");
    assertThat(MailDates.day(lateInLondon, Locale.JAPAN)).isEqualTo("2026年12月1日");
    assertThat(MailDates.day(lateInLondon, Locale.ENGLISH)).isEqualTo("1 December 2026");
  }
}
