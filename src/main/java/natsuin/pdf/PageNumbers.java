package natsuin.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;

/** Which object is which page: the leaves of the page tree in their order. */
final class PageNumbers {
  private static final int MOST_KIDS = 1_000_000;

  private PageNumbers() {}

  /**
   * Numbers from 1; a tree that runs in circles is followed once.
   *
   * @param onEachStep runs at each node; may throw to end the walk
   * @throws PdfException for a tree whose nodes name a million kids
   */
  static Map<COSObjectKey, Integer> of(COSDictionary trailer, Runnable onEachStep) {
    int left = MOST_KIDS;
    Map<COSObjectKey, Integer> numbers = new HashMap<>();
    Set<COSObjectKey> seen = new HashSet<>();
    Deque<COSBase> nodes = new ArrayDeque<>();
    COSDictionary catalog = RevisionDiff.dictionary(trailer.getItem(COSName.ROOT));
    COSBase root = catalog == null ? null : catalog.getItem(COSName.PAGES);
    if (root != null) {
      nodes.push(root);
    }
    while (!nodes.isEmpty()) {
      onEachStep.run();
      COSBase node = nodes.pop();
      COSDictionary dictionary = RevisionDiff.dictionary(node);
      if (dictionary == null || !(node instanceof COSObject key) || !seen.add(key.getKey())) {
        continue;
      }
      if (RevisionDiff.value(dictionary.getItem(COSName.KIDS)) instanceof COSArray kids) {
        left -= kids.size(); // many nodes may share one list
        if (left < 0) {
          throw new PdfException("A page tree of too many kids");
        }
        for (int i = kids.size() - 1; i >= 0; i--) {
          nodes.push(kids.get(i));
        }
      } else {
        numbers.put(key.getKey(), numbers.size() + 1);
      }
    }
    return numbers;
  }
}
