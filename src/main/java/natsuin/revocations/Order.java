package natsuin.revocations;

import java.time.Instant;
import java.util.UUID;
import natsuin.users.Branch;

/**
 * A revocation that somebody has filed.
 *
 * @param serial of the certificate that was the user's when it was filed
 * @param person the holder's name as it is now
 */
record Order(
    UUID id,
    Branch branch,
    UUID user,
    String person,
    UUID organization,
    String organizationName,
    String credentialId,
    String serial,
    Reason reason,
    String note,
    String state,
    UUID filedBy,
    String filedByName,
    Instant filedAt) {

  boolean waits() {
    return state.equals("filed");
  }
}
