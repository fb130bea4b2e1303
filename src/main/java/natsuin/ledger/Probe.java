package natsuin.ledger;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a part of a name is looked for. The index of pairs leads to what is rare, by the two of its
 * pairs that together are rarest and do not overlap; what is frequent is met soon enough by turning
 * the pages in order, where the index would only bring too much.
 *
 * @param plain as {@code search_plain} makes it
 * @param grams pairs, or the one character
 * @param share of all contracts that these stand in, if pairs knew nothing of each other
 */
record Probe(String plain, List<String> grams, double share) {
  /** Rows that are looked through in order before an index would have answered. */
  private static final double SOON = 20_000;

  private static final double RARE = 0.0005;

  /**
   * Chooses.
   *
   * @param frequencies how much of all contracts a pair stands in, for those that are frequent
   */
  static Probe of(String plain, Map<String, Double> frequencies) {
    int[] characters = plain.codePoints().toArray();
    if (characters.length < 3) {
      return new Probe(plain, List.of(plain), frequencies.getOrDefault(plain, 0.0));
    }
    List<String> pairs =
        IntStream.range(0, characters.length - 1)
            .mapToObj(at -> new String(characters, at, 2))
            .toList();
    var best = with(plain, List.of(pairs.getFirst()), frequencies);
    for (int i = 0; i < pairs.size(); i++) {
      best = best.orRarer(with(plain, List.of(pairs.get(i)), frequencies));
      for (int j = i + 2; j < pairs.size(); j++) {
        best = best.orRarer(with(plain, List.of(pairs.get(i), pairs.get(j)), frequencies));
      }
    }
    return best;
  }

  private static Probe with(String plain, List<String> grams, Map<String, Double> frequencies) {
    double share = 1;
    for (String gram : grams) {
      share *= frequencies.getOrDefault(gram, 0.0);
    }
    return new Probe(plain, grams, share);
  }

  private Probe orRarer(Probe other) {
    return other.share < share ? other : this;
  }

  /** Whether so many are met in order before the index would have brought all. */
  boolean soonMet(double rows) {
    return rows < share * SOON;
  }

  /** So few that all of them are fetched first, whatever else is asked for. */
  boolean isRare() {
    return share < RARE;
  }
}
