package natsuin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Ref;
import org.jspecify.annotations.Nullable;

/** Finds pages in the page tree and what they inherit (ISO 32000-2 section 7.7.3). */
final class Pages {
  private static final int DEEPEST = 64;
  private final PdfFile file;

  Pages(PdfFile file) {
    this.file = file;
  }

  /** A page; its dictionary as it stands, without what it inherits. */
  record Page(Ref ref, Dict dict, List<Dict> ancestors) {

    /** An inheritable attribute, from the page or the nearest ancestor that has it. */
    @Nullable PdfObject inherited(String key) {
      if (dict.has(key)) {
        return dict.get(key);
      }
      for (Dict ancestor : ancestors.reversed()) {
        if (ancestor.has(key)) {
          return ancestor.get(key);
        }
      }
      return null;
    }
  }

  /** What the root claims. */
  int count() {
    return Math.clamp(file.integer(root().get("Count"), 0), 0, Integer.MAX_VALUE);
  }

  /**
   * Number of the first node that claims another number of pages than it leads to; 0 when all are
   * honest.
   */
  int firstLyingNode() {
    return file.catalog().get("Pages") instanceof Ref root ? findLyingNode(root) : 0;
  }

  private int findLyingNode(Ref ref) {
    Dict dict = file.dict(ref);
    long found = 0;
    for (PdfObject kid : file.items(dict.get("Kids"))) {
      int lying = kid instanceof Ref child && isNode(file.dict(child)) ? findLyingNode(child) : 0;
      if (lying != 0) {
        return lying;
      }
      found += pagesUnder(kid);
    }
    return found == file.integer(dict.get("Count"), -1) ? 0 : ref.number();
  }

  private Dict root() {
    return file.dict(file.catalog().get("Pages"));
  }

  /** A page by its number, 1 for the first; skips subtrees by their counts. */
  Page page(int number) {
    List<Dict> ancestors = new ArrayList<>();
    Dict node = root();
    int left = number;
    while (ancestors.size() < DEEPEST) {
      ancestors.add(node);
      List<PdfObject> kids = file.items(node.get("Kids"));
      Ref next = directChild(node, kids, left);
      for (int i = 0; next == null && i < kids.size(); i++) {
        int pages = pagesUnder(kids.get(i));
        if (left <= pages && kids.get(i) instanceof Ref ref) {
          next = ref;
        } else {
          left -= pages;
        }
      }
      if (next == null) {
        throw new PdfException("There is no page " + number);
      }
      node = file.dict(next);
      if (!isNode(node)) {
        return new Page(next, node, ancestors);
      }
    }
    throw new PdfException("The page tree is too deep");
  }

  /** Where there are as many kids as pages, each is a page: no need to read all of them. */
  private @Nullable Ref directChild(Dict node, List<PdfObject> kids, int number) {
    boolean flat = file.integer(node.get("Count"), -1) == kids.size();
    return flat && number <= kids.size() && kids.get(number - 1) instanceof Ref ref ? ref : null;
  }

  private boolean isNode(Dict dict) {
    return file.resolve(dict.get("Kids")) instanceof Array;
  }

  private int pagesUnder(PdfObject kid) {
    Dict dict = file.dict(kid);
    return isNode(dict) ? Math.clamp(file.integer(dict.get("Count"), 0), 0, 1 << 24) : 1;
  }

  /**
   * Every page, counted one by one.
   *
   * @throws PdfException when the tree has a circle, is deeper than 64 or holds something else
   */
  List<Page> all(int atMost) {
    List<Page> pages = new ArrayList<>();
    if (!(file.catalog().get("Pages") instanceof Ref root)) {
      throw new PdfException("The catalog has no page tree");
    }
    collect(root, new ArrayList<>(), new HashSet<>(), pages, atMost);
    return pages;
  }

  private void collect(
      Ref ref, List<Dict> ancestors, Set<Integer> seen, List<Page> pages, int atMost) {
    if (pages.size() >= atMost) {
      return;
    }
    if (!seen.add(ref.number()) || ancestors.size() > DEEPEST) {
      throw new PdfException("The page tree goes in a circle at object " + ref.number());
    }
    Dict dict = file.dict(ref);
    if (file.resolve(dict.get("Kids")) instanceof Array kids) {
      List<Dict> path = new ArrayList<>(ancestors);
      path.add(dict);
      for (PdfObject kid : kids.items()) {
        if (!(kid instanceof Ref child)) {
          throw new PdfException("The page tree holds something that is no page");
        }
        collect(child, path, seen, pages, atMost);
      }
    } else if (dict.name("Type").equals("Page")) {
      pages.add(new Page(ref, dict, ancestors));
    } else {
      throw new PdfException("Object " + ref.number() + " in the page tree is no page");
    }
  }
}
