package natsuin.employerdesk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import natsuin.users.Branch;

/**
 * A reset of a master user that somebody has filed.
 *
 * @param paperDate of the written request
 */
record Reset(
    UUID id,
    Branch branch,
    UUID employer,
    String number,
    String name,
    UUID user,
    String reason,
    LocalDate paperDate,
    String note,
    String state,
    UUID filedBy,
    String filedByName,
    Instant filedAt) {

  /** What was on paper may have changed since. */
  private static final Duration GOOD_FOR = Duration.ofDays(30);

  boolean waits() {
    return state.equals("filed");
  }

  boolean isLapsed(Instant now) {
    return filedAt.plus(GOOD_FOR).isBefore(now);
  }
}
