package natsuin.clientissue;

import natsuin.passwords.CodeSending;

/**
 * What came of the right user ID and password. What is kept travels in this browser's cookie only.
 */
sealed interface Authenticated {
  /** A code is on its way. */
  record Code(CodeSending.Sent sent, String kept) implements Authenticated {}

  /** It was an initial password: one's own is to be chosen first (EMP-5). */
  record NewPassword(String kept) implements Authenticated {}
}
