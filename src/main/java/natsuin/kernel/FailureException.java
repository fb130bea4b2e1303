package natsuin.kernel;

/** Carries an expected {@link Failure} through code that cannot return it; has no stack trace. */
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  FailureException(Failure failure) {
    super(failure.code(), null, false, false);
    this.failure = failure;
  }

  /** What happened. */
  public Failure failure() {
    return failure;
  }
}
