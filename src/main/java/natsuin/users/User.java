package natsuin.users;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import natsuin.kernel.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * A person who logs in for an organization 利用者.
 *
 * @param passwordExpiresAt set while the password is a temporary one (LOGIN-1)
 * @param lockedUntil set by too many wrong passwords; over once that moment has passed (LOGIN-3)
 * @param life where the account stands between registration and deletion
 */
public record User(
    UUID id,
    Organization organization,
    String mypageId,
    String email,
    String familyName,
    String givenName,
    String familyLatin,
    String givenLatin,
    String title,
    UserRole role,
    Locale language,
    @Nullable Instant passwordExpiresAt,
    @Nullable Instant lockedUntil,
    Details details,
    Life life)
    implements Person {
  /**
   * Where an account stands.
   *
   * @param emailUnconfirmedSince set while a changed mail address waits for its code (LOGIN-6)
   * @param firstLoginAt none until the user has set a password of his own (LOGIN-5)
   * @param deletedAt set by deletion; the row stays, signed contracts keep the name (USER-4)
   * @param version rises with every change of the user's data; who changes it says which he saw
   */
  public record Life(
      @Nullable Instant emailUnconfirmedSince,
      @Nullable Instant firstLoginAt,
      @Nullable Instant deletedAt,
      int version) {}

  /** As written on contracts: family name, full-width space, given name. */
  public String name() {
    return familyName + "\u3000" + givenName;
  }

  /** In Latin letters: given name, space, family name. */
  public String nameLatin() {
    return givenLatin + " " + familyLatin;
  }

  /** Whether the password is a temporary one, which leads only to the form for a new one. */
  public boolean mustChangePassword() {
    return passwordExpiresAt != null;
  }

  /** What the user may log in by (LOGIN-1). */
  public List<String> loginNames() {
    return List.of(email, mypageId);
  }

  @Override
  public String addressedAs() {
    return language.getLanguage().equals("en") ? nameLatin() : name();
  }

  @Override
  public UUID branchId() {
    return organization.branch();
  }

  @Override
  public String label() {
    return "user:" + id;
  }
}
