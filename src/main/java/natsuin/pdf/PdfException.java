package natsuin.pdf;

/** The file is not what the standard (ISO 32000-2) asks for, at the place where it was read. */
public final class PdfException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /** With what is wrong, and where. */
  public PdfException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong, and where; in English, for people who know PDF. */
  public String reason() {
    return reason;
  }
}
