package natsuin.employers;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import natsuin.certificates.ClientValidity;
import natsuin.kernel.BankTime;
import org.jspecify.annotations.Nullable;

/** What the client certificates that a user has and had come to (EMP-7). */
final class CertificateHistory {
  private CertificateHistory() {}

  /**
   * One of them.
   *
   * @param replacedAt when the next one was issued beside it
   * @param filed whether the bank was asked to revoke it
   */
  record Line(
      String serial,
      String userId,
      State state,
      Instant issuedAt,
      LocalDate lastDay,
      @Nullable Instant revokedAt,
      @Nullable Instant replacedAt,
      boolean filed) {

    JsonObject json() {
      return new JsonObject()
          .put("serial", serial)
          .put("userId", userId)
          .put("state", state.name().toLowerCase(Locale.ROOT))
          .put("issuedAt", issuedAt.toString())
          .put("lastDay", lastDay.toString())
          .put("revokedAt", revokedAt == null ? null : revokedAt.toString())
          .put("replacedAt", replacedAt == null ? null : replacedAt.toString())
          .put("filed", filed);
    }
  }

  /** What it is worth now. */
  enum State {
    GOOD,
    EXPIRED,
    REVOKED
  }

  /** Of the good ones the last to end. */
  static Optional<Line> present(List<Line> lines) {
    return lines.stream()
        .filter(line -> line.state() == State.GOOD)
        .max(Comparator.comparing(Line::lastDay));
  }

  /** How a user stands with certificates, as lists and the user's own page show it. */
  static JsonObject standing(List<Line> lines, ClientValidity validity, Instant now) {
    Optional<Line> present = present(lines);
    if (present.isEmpty()) {
      boolean expired = !lines.isEmpty() && lines.getFirst().state() == State.EXPIRED;
      var standing = new JsonObject().put("state", expired ? "expired" : "none");
      return expired ? standing.put("lastDay", lines.getFirst().lastDay().toString()) : standing;
    }
    LocalDate lastDay = present.get().lastDay();
    return new JsonObject()
        .put("state", "good")
        .put("serial", present.get().serial())
        .put("lastDay", lastDay.toString())
        .put("daysLeft", ChronoUnit.DAYS.between(BankTime.dayOf(now), lastDay))
        .put("renewableFrom", validity.renewalOpens(lastDay).toString())
        .put("renewable", validity.renewable(lastDay, now));
  }
}
