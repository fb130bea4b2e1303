package natsuin.certificates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What the certificate that a connection shows is worth at this moment (EMP-8). */
public sealed interface ClientVerdict {

  /** The connection shows none. */
  record None() implements ClientVerdict {}

  /** Ours, and it opens the portal. */
  record Good(Holder holder) implements ClientVerdict {}

  /** Ours, and its time is over. */
  record Expired(Holder holder) implements ClientVerdict {}

  /** Ours, and ended before its time. */
  record Revoked(Holder holder, Instant at) implements ClientVerdict {}

  /** Not from our authority, or not for clients. */
  record Foreign() implements ClientVerdict {}

  /** From our authority, but not one that stands on the record as a user's. */
  record Unknown() implements ClientVerdict {}

  /**
   * Whose it is.
   *
   * @param user the employer's user
   * @param userId the user ID that the certificate names; the user's present one may be another
   * @param serial as the database writes it: lower-case hexadecimal
   * @param lastDay the last day on which it is good, in Japan
   */
  record Holder(UUID user, String userId, String serial, LocalDate lastDay) {}
}
