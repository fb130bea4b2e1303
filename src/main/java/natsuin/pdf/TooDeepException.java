package natsuin.pdf;

/** Objects nested deeper than the limit. */
final class TooDeepException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
