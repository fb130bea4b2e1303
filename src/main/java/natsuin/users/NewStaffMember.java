package natsuin.users;

import java.util.UUID;
import natsuin.kernel.StaffRole;

/**
 * What is needed to register a member of the staff.
 *
 * @param passwordHash a PHC string of the vault
 */
public record NewStaffMember(
    UUID branch, String login, String name, String email, StaffRole role, String passwordHash) {}
