package natsuin.users;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import natsuin.kernel.EmployerRole;
import org.jspecify.annotations.Nullable;

/**
 * A person who logs in for an employer: マスターユーザー or 一般ユーザー (EMP-5).
 *
 * @param userId as typed, case counts; none before a master user's first registration
 * @param email empty before the first registration
 * @param passwordExpiresAt set while the password is an initial one, which leads only to another
 * @param lockedUntil set by too many wrong passwords; over once that moment has passed
 */
public record EmployerUser(
    UUID id,
    Employer employer,
    EmployerRole role,
    @Nullable String userId,
    String name,
    String email,
    Locale language,
    @Nullable Instant passwordExpiresAt,
    @Nullable Instant lockedUntil,
    Life life)
    implements Person {
  /**
   * Where an account stands.
   *
   * @param locks how many locks in a row, without a login between (EMP-4)
   * @param blockedAt 閉塞: closed until somebody lifts it
   * @param registeredAt when the user went through the first registration
   * @param version rises with every change of the user's data
   */
  public record Life(
      int locks,
      @Nullable Instant blockedAt,
      @Nullable Instant registeredAt,
      @Nullable Instant deletedAt,
      int version) {}

  /** Whether the password is an initial one. */
  public boolean hasInitialPassword() {
    return passwordExpiresAt != null;
  }

  @Override
  public boolean isBlocked() {
    return life.blockedAt() != null;
  }

  @Override
  public int locks() {
    return life.locks();
  }

  @Override
  public String addressedAs() {
    return employer.name() + "\u3000" + name;
  }

  @Override
  public UUID branchId() {
    return employer.branch().id();
  }

  @Override
  public String label() {
    return "employer-user:" + id;
  }
}
