package natsuin.ceremony;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * One signer's place in one contract, as of one moment.
 *
 * @param id of the signer in this contract
 * @param email empty for somebody who is no user any more
 * @param readAll whether everything was ticked that has to be (CONTRACT-2)
 * @param mailUnconfirmed the mail address was changed and no code has come back from it (LOGIN-6)
 */
record Seat(
    UUID id,
    UUID contract,
    UUID branch,
    String number,
    String summary,
    LocalDate planned,
    String contractState,
    boolean markVisible,
    UUID user,
    String email,
    String name,
    String organization,
    Locale language,
    String standing,
    String state,
    int turn,
    boolean readAll,
    boolean mailUnconfirmed) {}
