package natsuin.letters;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import natsuin.outbox.MailDates;
import natsuin.outbox.MailTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What letters say of a contract.
 *
 * @param cancellation it is an agreement that cancels another contract
 * @param signBy the last day for signing; none: no deadline
 * @param reason why the bank withdrew it
 * @param keptUntil the last day before it is erased; none where the letter is not about that
 */
record Subject(
    UUID id,
    String number,
    String summary,
    boolean cancellation,
    LocalDate plannedOn,
    @Nullable LocalDate signBy,
    @Nullable LocalDate repaidOn,
    @Nullable String reason,
    @Nullable LocalDate keptUntil) {

  /** The same, kept until the end of this day. */
  Subject keptUntil(LocalDate day) {
    return new Subject(id, number, summary, cancellation, plannedOn, signBy, repaidOn, reason, day);
  }

  /** For a mail's places; every template takes what it names. */
  Map<String, String> mail(Addressee reader, MailTemplate letter) {
    var facts = new HashMap<String, String>();
    facts.put("name", reader.name());
    facts.put("organization", reader.organization());
    facts.put("number", number);
    facts.put("summary", title(reader, letter));
    facts.put("planned", MailDates.day(plannedOn, reader.language()));
    facts.put("deadline", day(signBy, reader));
    facts.put("repaid", day(repaidOn, reader));
    facts.put("until", day(keptUntil, reader));
    facts.put("reason", reason == null ? "" : reason);
    return facts;
  }

  /** The summary, and whether it is about cancelling what it names. */
  private String title(Addressee reader, MailTemplate letter) {
    if (!cancellation || letter == MailTemplate.CONTRACT_CANCELLED) {
      return summary;
    }
    return reader.english() ? summary + " (cancellation agreement)" : summary + "（取消合意）";
  }

  private static String day(@Nullable LocalDate day, Addressee reader) {
    if (day == null) {
      return reader.english() ? "none" : "なし";
    }
    return MailDates.day(day, reader.language());
  }

  /** For a notice. */
  JsonObject notice() {
    var facts = new JsonObject().put("number", number).put("summary", summary);
    if (cancellation) {
      facts.put("cancellation", true);
    }
    if (keptUntil != null) {
      return facts.put("keptUntil", keptUntil.toString());
    }
    return signBy == null ? facts : facts.put("signBy", signBy.toString());
  }
}
