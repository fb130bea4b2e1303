package natsuin.doctor;

import natsuin.kernel.FailureException;

/** What went wrong, in as few words as the library has. */
final class Faults {
  private static final int LONGEST = 200;

  private Faults() {}

  static String told(Throwable fault) {
    if (fault instanceof FailureException known) {
      return String.valueOf(known.getMessage());
    }
    String message = fault.getMessage();
    String words = message == null ? fault.getClass().getSimpleName() : message.strip();
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }
}
