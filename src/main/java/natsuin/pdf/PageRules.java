package natsuin.pdf;

import java.util.List;

/** That the page tree is a tree of pages and says how many it has. */
final class PageRules {
  private final PdfFile file;
  private final IntakeLimits limits;
  private final Findings findings;

  PageRules(PdfFile file, IntakeLimits limits, Findings findings) {
    this.file = file;
    this.limits = limits;
    this.findings = findings;
  }

  /** Every page. */
  List<Pages.Page> check() {
    Pages tree = new Pages(file);
    List<Pages.Page> pages;
    try {
      pages = tree.all(limits.maxPages() + 1);
    } catch (PdfException e) {
      throw findings.last(IntakeRule.PAGE_TREE_DAMAGED, "found", e.reason());
    }
    if (pages.isEmpty()) {
      throw findings.last(IntakeRule.PAGE_TREE_DAMAGED, "found", 0);
    }
    if (pages.size() > limits.maxPages()) {
      throw findings.last(IntakeRule.TOO_MANY_PAGES, "limit", limits.maxPages());
    }
    int lying = tree.firstLyingNode();
    if (lying != 0) {
      findings.add(IntakeRule.PAGE_COUNT_WRONG, lying, "found", tree.count());
    }
    return pages;
  }
}
