package natsuin.users;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who can log in: a customer's or an employer's user, or a member of the bank's staff. */
public sealed interface Person permits User, StaffMember, EmployerUser {
  UUID id();

  /** As mails address the person, in the person's language. */
  String addressedAs();

  String email();

  Locale language();

  /** The branch that the person belongs to, or whose customer. */
  UUID branchId();

  /** Set by too many wrong passwords; over once that moment has passed (LOGIN-3). */
  @Nullable Instant lockedUntil();

  /** How many locks in a row, without a login between, where that is counted (EMP-4). */
  default int locks() {
    return 0;
  }

  /** Whether the account is closed until somebody lifts it (EMP-4). */
  default boolean isBlocked() {
    return false;
  }

  /** How the audit trail names the person. */
  String label();

  /** Whether too many wrong passwords keep the person out at this moment. */
  default boolean isLocked(Instant now) {
    Instant until = lockedUntil();
    return until != null && now.isBefore(until);
  }

  /** Whether a lock or a block keeps the person out at this moment. */
  default boolean isClosed(Instant now) {
    return isBlocked() || isLocked(now);
  }
}
