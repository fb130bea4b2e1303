package natsuin.pdf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Collects what an examination finds, once for each rule, and watches its time. */
final class Findings {
  private static final int LONGEST_FACT = 60;
  private final long start = System.nanoTime();
  private final Duration maxTime;
  private final List<Finding> found = new ArrayList<>();
  private final Set<IntakeRule> rules = new HashSet<>();

  Findings(Duration maxTime) {
    this.maxTime = maxTime;
  }

  private record Finding(IntakeRule rule, int object, Map<String, String> facts) {}

  /** Thrown to end an examination that has nothing left to look at. */
  static final class Finished extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  void add(IntakeRule rule) {
    add(rule, 0, "", "");
  }

  void add(IntakeRule rule, String key, Object value) {
    add(rule, 0, key, value);
  }

  /**
   * Notes a finding.
   *
   * @param object number of the object; 0 when it lies in none
   * @param key name of the fact; empty for none
   */
  void add(IntakeRule rule, int object, String key, Object value) {
    if (rules.add(rule)) {
      Map<String, String> facts = new TreeMap<>();
      if (!key.isEmpty()) {
        facts.put(key, printable(value.toString()));
      }
      found.add(new Finding(rule, object, facts));
    }
  }

  /** Notes a finding after which nothing else can be told of the file. */
  Finished last(IntakeRule rule, String key, Object value) {
    add(rule, key, value);
    return new Finished();
  }

  void checkTime() {
    if (System.nanoTime() - start > maxTime.toNanos()) {
      throw last(IntakeRule.TOOK_TOO_LONG, "limit", maxTime.toSeconds());
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** What was found, with the pages that the objects belong to, 0 where that cannot be told. */
  List<IntakeReason> reasons(IntFunction<Integer> pageOf) {
    List<IntakeReason> reasons = new ArrayList<>();
    for (Finding finding : found) {
      Map<String, String> facts = new TreeMap<>(finding.facts());
      if (finding.object() > 0) {
        facts.put("object", Integer.toString(finding.object()));
        int page = pageOf.apply(finding.object());
        if (page > 0) {
          facts.put("page", Integer.toString(page));
        }
      }
      reasons.add(new IntakeReason(finding.rule(), facts));
    }
    return reasons;
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= LONGEST_FACT ? clean : clean.substring(0, LONGEST_FACT) + "…";
  }
}
