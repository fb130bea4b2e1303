package natsuin.pdf;

/** More objects than the limit. */
final class TooManyObjectsException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
