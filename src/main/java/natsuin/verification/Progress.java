package natsuin.verification;

/** Hears how far a verification is, from the thread that verifies. */
@FunctionalInterface
public interface Progress {
  /** For those who only wait. */
  Progress UNHEARD = (step, done, of) -> {};

  /** What is being done. */
  enum Step {
    /** The file is taken apart. */
    READING,
    /** Each revision is compared with the one before. */
    COMPARING,
    /** The library checks signatures, certificates and timestamps. */
    VALIDATING
  }

  /**
   * A step begins, or a part of it is done.
   *
   * @param of how many parts it has, 0 where nobody knows
   */
  void reached(Step step, int done, int of);
}
