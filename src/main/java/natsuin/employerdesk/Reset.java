package natsuin.employerdesk;

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

  boolean waits() {
    return state.equals("filed");
  }
}
