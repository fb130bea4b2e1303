package natsuin.signing;

/** The job cannot come to its end; the signer, if he still may, begins again. */
final class GiveUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  /** With a code for message files. */
  GiveUpException(String code) {
    super(code, null, false, false);
    this.code = code;
  }

  /** As above, because of a fault. */
  GiveUpException(String code, Throwable cause) {
    super(code, cause);
    this.code = code;
  }

  String code() {
    return code;
  }
}
