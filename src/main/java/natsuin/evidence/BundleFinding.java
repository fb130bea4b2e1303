package natsuin.evidence;

import java.util.List;
import natsuin.verification.Verdict;

/**
 * What the check of a bundle came to.
 *
 * @param verdict INVALID where anything was altered; INDETERMINATE where something cannot be proved
 * @param faults what was altered, a sentence each, in English
 * @param doubts what cannot be proved
 * @param facts what was found, for people
 */
public record BundleFinding(
    Verdict verdict, List<String> faults, List<String> doubts, List<String> facts) {

  /** Copies the lists. */
  public BundleFinding {
    faults = List.copyOf(faults);
    doubts = List.copyOf(doubts);
    facts = List.copyOf(facts);
  }
}
