package natsuin.users;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import natsuin.kernel.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to register a user.
 *
 * @param passwordHash a PHC string of the vault
 * @param passwordExpiresAt makes the password a temporary one (LOGIN-1)
 */
public record NewUser(
    UUID organization,
    String mypageId,
    String email,
    String familyName,
    String givenName,
    String familyLatin,
    String givenLatin,
    String title,
    UserRole role,
    Locale language,
    String passwordHash,
    @Nullable Instant passwordExpiresAt,
    Details details) {
  /** Of whom no more is known. */
  public NewUser(
      UUID organization,
      String mypageId,
      String email,
      String familyName,
      String givenName,
      String familyLatin,
      String givenLatin,
      String title,
      UserRole role,
      Locale language,
      String passwordHash,
      @Nullable Instant passwordExpiresAt) {
    this(
        organization,
        mypageId,
        email,
        familyName,
        givenName,
        familyLatin,
        givenLatin,
        title,
        role,
        language,
        passwordHash,
        passwordExpiresAt,
        Details.NONE);
  }
}
