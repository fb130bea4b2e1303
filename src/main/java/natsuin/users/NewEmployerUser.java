package natsuin.users;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import natsuin.kernel.EmployerRole;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to register an employer's user.
 *
 * @param userId none for a master user, who chooses it at the first registration
 * @param passwordHash a PHC string of the vault
 * @param passwordExpiresAt makes the password an initial one
 */
public record NewEmployerUser(
    UUID employer,
    EmployerRole role,
    @Nullable String userId,
    String name,
    String email,
    Locale language,
    String passwordHash,
    @Nullable Instant passwordExpiresAt) {}
