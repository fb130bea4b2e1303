package natsuin.keeping;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.KeepingRule;
import org.jspecify.annotations.Nullable;

/**
 * What decides how long a contract is kept.
 *
 * @param key under which its documents stand; none: it has been destroyed
 */
record Kept(
    UUID id,
    String number,
    UUID branch,
    String kind,
    String state,
    @Nullable String outcome,
    boolean drawdown,
    @Nullable Instant concludedAt,
    @Nullable Instant endedAt,
    @Nullable UUID key) {

  Optional<LocalDate> until(KeepingRule rule) {
    return rule.until(drawdown, concludedAt, endedAt);
  }

  boolean overdue(KeepingRule rule, LocalDate today) {
    return until(rule).map(today::isAfter).orElse(false);
  }
}
