package natsuin.users;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import natsuin.kernel.StaffRole;
import org.jspecify.annotations.Nullable;

/** A member of the bank's staff 職員. */
public record StaffMember(
    UUID id,
    Branch branch,
    String login,
    String name,
    String email,
    StaffRole role,
    @Nullable Instant lockedUntil)
    implements Person {

  @Override
  public String addressedAs() {
    return name;
  }

  @Override
  public Locale language() {
    return Locale.JAPANESE;
  }

  @Override
  public UUID branchId() {
    return branch.id();
  }

  @Override
  public String label() {
    return "staff:" + id;
  }
}
