package natsuin.outbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and times as mails write them: in the reader's language, in Japanese time. */
public final class MailDates {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter JA_DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);
  private static final DateTimeFormatter EN_DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter JA_TIME =
      DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm", Locale.JAPANESE);
  private static final DateTimeFormatter EN_TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm 'JST'", Locale.ENGLISH);

  private MailDates() {}

  /** 2026年12月1日, 1 December 2026. */
  public static String day(LocalDate day, Locale reader) {
    return (english(reader) ? EN_DAY : JA_DAY).format(day);
  }

  /** The day in Japan. */
  public static String day(Instant at, Locale reader) {
    return day(at.atZone(JAPAN).toLocalDate(), reader);
  }

  /** 2026年12月1日 10:30, 1 December 2026 10:30 JST. */
  public static String time(Instant at, Locale reader) {
    return (english(reader) ? EN_TIME : JA_TIME).format(at.atZone(JAPAN));
  }

  private static boolean english(Locale reader) {
    return reader.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }
}
