package natsuin.mandates;

import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.UserRole;
import natsuin.users.User;

/**
 * Whom a power of attorney is for 代理人.
 *
 * @param user empty for somebody who is no user yet
 * @param name family name, full-width space, given name
 * @param kana the same in full-width katakana
 */
public record Agent(Optional<UUID> user, String name, String kana, UserRole role) {
  private static final String SPACE = "\u3000";

  /** Somebody who is to become a user. */
  public static Agent newcomer(
      String familyName, String givenName, String familyKana, String givenKana, UserRole role) {
    return new Agent(
        Optional.empty(), familyName + SPACE + givenName, familyKana + SPACE + givenKana, role);
  }

  /** Somebody who is one. */
  public static Agent of(User user) {
    var details = user.details();
    return new Agent(
        Optional.of(user.id()),
        user.name(),
        details.familyKana() + SPACE + details.givenKana(),
        user.role());
  }
}
