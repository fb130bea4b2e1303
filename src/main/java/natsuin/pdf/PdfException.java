package natsuin.pdf;

/** The file is not what the standard (ISO 32000-2) asks for, at the place where it was read. */
public final class PdfException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what is wrong, and where. */
  public PdfException(String message) {
    super(message);
  }
}
