package natsuin.ceremony;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import natsuin.letters.Addressee;
import org.jspecify.annotations.Nullable;

/**
 * One signer's place in one contract, as of one moment.
 *
 * @param id of the signer in this contract
 * @param signBy nobody begins to sign after this day in Japan; none: no deadline
 * @param email empty for somebody who is no user any more
 * @param personal signs for himself and not for the organization
 * @param readAll whether everything was ticked that has to be (CONTRACT-2)
 * @param mailUnconfirmed the mail address was changed and no code has come back from it (LOGIN-6)
 */
record Seat(
    UUID id,
    UUID contract,
    UUID branch,
    String summary,
    @Nullable LocalDate signBy,
    String contractState,
    boolean markVisible,
    UUID user,
    String email,
    String name,
    String organization,
    Locale language,
    String standing,
    boolean personal,
    String state,
    int turn,
    boolean readAll,
    boolean mailUnconfirmed) {

  /** The signer, to be written to. */
  Addressee addressee() {
    return new Addressee(user, name, organization, email, language);
  }

  /** The deadline has passed. */
  boolean isLate(LocalDate today) {
    return signBy != null && signBy.isBefore(today);
  }
}
