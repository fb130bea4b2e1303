package natsuin.revocations;

import java.time.Instant;
import java.util.UUID;
import natsuin.users.Branch;

/**
 * A revocation that somebody has filed.
 *
 * @param kind of certificate
 * @param user a customer's, or an employer's
 * @param serial of the certificate that was the user's when it was filed
 * @param person the holder's name as it is now
 * @param organization the customer's, or the employer
 * @param credentialId by which people know the certificate: the credential's, or the user ID
 * @param filer staff, or the employer's master user
 */
record Order(
    UUID id,
    Kind kind,
    Branch branch,
    UUID user,
    String person,
    UUID organization,
    String organizationName,
    String credentialId,
    String serial,
    String reason,
    String note,
    String state,
    Filer filer) {

  /** What is to end. */
  enum Kind {
    SIGNING,
    CLIENT
  }

  /** Who asked for it, and when. */
  record Filer(UUID id, String name, boolean staff, Instant at) {}

  boolean waits() {
    return state.equals("filed");
  }

  /** Four eyes: whoever files it does not confirm it. */
  boolean isFiledBy(UUID staff) {
    return filer.staff() && filer.id().equals(staff);
  }
}
