package natsuin.employers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A master user's first registration under way, in one browser.
 *
 * @param user whose initial password was right
 * @param initialHash the account's at that moment; another one ends this
 * @param entered what came from the form; nothing before
 */
record RegistrationDraft(UUID user, String initialHash, Optional<Entered> entered) {
  /**
   * What the form held.
   *
   * @param language that mails are in from now on
   * @param codeUntil when the code that was sent to the address ends
   */
  record Entered(
      String userId,
      String passwordHash,
      String name,
      String email,
      Locale language,
      Instant codeUntil) {
    Entered to(String address) {
      return new Entered(userId, passwordHash, name, address, language, codeUntil);
    }

    Entered codeGoodUntil(Instant until) {
      return new Entered(userId, passwordHash, name, email, language, until);
    }

    @Override
    public String toString() {
      return "Entered[" + userId + "]";
    }
  }

  RegistrationDraft with(Entered now) {
    return new RegistrationDraft(user, initialHash, Optional.of(now));
  }

  /** What a code approves: all that was entered, under the initial password of that moment. */
  static byte[] bound(String initialHash, Entered entered) {
    return String.join(
            "\n",
            initialHash,
            entered.userId(),
            entered.passwordHash(),
            entered.name(),
            entered.email())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "RegistrationDraft[" + user + "]";
  }
}
