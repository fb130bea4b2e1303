package natsuin.verification;

/** What a verification came to; the worse of two wins. */
public enum Verdict {
  /** Everything that was expected is there and holds. */
  VALID,
  /** Nothing is broken, but something that was expected cannot be proved. */
  INDETERMINATE,
  /** Something is broken or was changed. */
  INVALID;

  /** The worse of the two. */
  public Verdict and(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
