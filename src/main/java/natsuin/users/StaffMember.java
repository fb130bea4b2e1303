package natsuin.users;

import java.time.Instant;
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
    @Nullable Instant lockedUntil) {}
