package natsuin.verification;

import java.util.Collection;

/** Sums up reasons. */
final class Verdicts {
  private Verdicts() {}

  /** The worst verdict among the reasons; VALID where there are none. */
  static Verdict of(Collection<Reason> reasons) {
    return reasons.stream().map(Reason::verdict).reduce(Verdict.VALID, Verdict::and);
  }
}
