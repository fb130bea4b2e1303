package natsuin.registration;

import java.util.Locale;
import java.util.UUID;
import natsuin.kernel.UserRole;
import natsuin.requests.Identification;
import natsuin.users.Details;

/**
 * Somebody who is to become a user.
 *
 * @param organization exists already, if only in the caller's transaction
 * @param branch of the organization
 * @param language of the mails
 * @param identification how the person will prove who he is; of no consequence for a viewer
 */
public record NewPerson(
    UUID organization,
    UUID branch,
    String familyName,
    String givenName,
    String familyLatin,
    String givenLatin,
    String title,
    String email,
    UserRole role,
    Locale language,
    Identification identification,
    Details details) {

  /** As mails address the person. */
  String addressedAs() {
    return language.getLanguage().equals(Locale.ENGLISH.getLanguage())
        ? givenLatin + " " + familyLatin
        : familyName + "\u3000" + givenName;
  }

  @Override
  public String toString() {
    return "NewPerson[" + role + "]";
  }
}
