package natsuin.uploads.content;

/** Ends the examination of a file that is not taken. */
final class UnfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Unfit why;

  UnfitException(Unfit why) {
    super(why.code(), null, false, false);
    this.why = why;
  }

  Unfit why() {
    return why;
  }
}
