package natsuin.pdf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Real;

/**
 * Where a mark stands: a rectangle in the page's own coordinates, and how its content must be
 * turned to be read.
 *
 * @param turn the page's rotation, 0, 90, 180 or 270 degrees clockwise
 * @param width of the mark as it is read, before {@code UserUnit}
 * @param height of the mark as it is read
 */
record MarkPlacement(Pages.Page page, Box box, int turn, double width, double height) {
  private static final Pages.Page NO_PAGE =
      new Pages.Page(new PdfObject.Ref(0, 0), Dict.EMPTY, List.of());
  private static final Box NOTHING = new Box(0, 0, 0, 0);

  /** A rectangle by its lower left and upper right corners. */
  record Box(double left, double bottom, double right, double top) {

    double width() {
      return right - left;
    }

    double height() {
      return top - bottom;
    }

    boolean overlaps(Box other) {
      return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
    }

    Array toArray() {
      return new Array(List.of(number(left), number(bottom), number(right), number(top)));
    }
  }

  static MarkPlacement nowhere() {
    return new MarkPlacement(NO_PAGE, NOTHING, 0, 0, 0);
  }

  /**
   * An invisible field goes to the first page; a mark where it is told, or the last page's first
   * free place.
   */
  static MarkPlacement of(PdfFile file, Pages pages, Optional<SignatureMark> mark) {
    if (mark.isEmpty()) {
      return new MarkPlacement(pages.page(1), NOTHING, 0, 0, 0);
    }
    return switch (mark.get().place()) {
      case SignatureMark.Place.Automatic automatic ->
          new ShownPage(file, pages.page(pages.count())).firstFree();
      case SignatureMark.Place.At at ->
          new ShownPage(file, pages.page(at.page())).at(at.left(), at.bottom());
    };
  }

  /** Within the rectangle of a field that is there already; empty where it has no size. */
  static Optional<MarkPlacement> inside(PdfFile file, Dict widget) {
    Box box = box(file, widget.get("Rect")).orElse(NOTHING);
    if (box.width() < 1 || box.height() < 1) {
      return Optional.empty();
    }
    int turn =
        widget.get("P") == null
            ? 0
            : (int) Math.floorMod(file.integer(file.dict(widget.get("P")).get("Rotate"), 0), 360L);
    boolean lying = turn % 180 != 0;
    double width = lying ? box.height() : box.width();
    double height = lying ? box.width() : box.height();
    return Optional.of(new MarkPlacement(NO_PAGE, box, turn, width, height));
  }

  Array rectangle() {
    return box.toArray();
  }

  static Optional<Box> box(PdfFile file, @org.jspecify.annotations.Nullable PdfObject value) {
    List<PdfObject> items = file.items(value);
    if (items.size() != 4) {
      return Optional.empty();
    }
    double[] n = items.stream().mapToDouble(item -> decimal(file.resolve(item))).toArray();
    return Optional.of(
        new Box(
            Math.min(n[0], n[2]),
            Math.min(n[1], n[3]),
            Math.max(n[0], n[2]),
            Math.max(n[1], n[3])));
  }

  static double decimal(PdfObject value) {
    return switch (value) {
      case Int i -> i.value();
      case Real r -> Double.parseDouble(r.text());
      default -> 0;
    };
  }

  static Real number(double value) {
    return new Real(String.format(Locale.ROOT, "%.3f", value));
  }
}
