package natsuin.pdf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Stream;

/** Which page an object belongs to: the first that leads to it. Built when somebody asks. */
final class PageOfObject {
  private static final int FARTHEST = 12;
  // These lead away from the page: to the tree, to other pages, to the document's structure.
  private static final Set<String> AWAY =
      Set.of("Parent", "P", "Dest", "D", "StructParent", "Next", "Prev");
  private final PdfFile file;
  private final List<Pages.Page> pages;
  private final Map<Integer, Integer> pageOf = new HashMap<>();

  PageOfObject(PdfFile file, List<Pages.Page> pages) {
    this.file = file;
    this.pages = pages;
  }

  /** 1 for the first page; 0 when no page leads to it. */
  int find(int object) {
    if (pageOf.isEmpty()) {
      Set<Integer> ownPages = new HashSet<>();
      pages.forEach(page -> ownPages.add(page.ref().number()));
      for (int i = 0; i < pages.size(); i++) {
        pageOf.put(pages.get(i).ref().number(), i + 1);
        walk(pages.get(i).dict(), i + 1, 0, ownPages);
      }
    }
    return pageOf.getOrDefault(object, 0);
  }

  private void walk(PdfObject value, int page, int distance, Set<Integer> ownPages) {
    if (distance > FARTHEST) {
      return;
    }
    switch (value) {
      case Ref ref -> {
        if (!ownPages.contains(ref.number()) && pageOf.putIfAbsent(ref.number(), page) == null) {
          walk(loadQuietly(ref), page, distance + 1, ownPages);
        }
      }
      case Array array -> array.items().forEach(item -> walk(item, page, distance + 1, ownPages));
      case Dict dict ->
          dict.entries()
              .forEach(
                  (key, item) -> {
                    if (!AWAY.contains(key)) {
                      walk(item, page, distance + 1, ownPages);
                    }
                  });
      case Stream stream -> walk(stream.dict(), page, distance, ownPages);
      default -> {}
    }
  }

  private PdfObject loadQuietly(Ref ref) {
    try {
      return file.load(ref);
    } catch (PdfException | TooDeepException e) {
      return PdfObject.NULL;
    }
  }
}
