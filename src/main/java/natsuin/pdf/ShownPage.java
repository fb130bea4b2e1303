package natsuin.pdf;

import java.util.ArrayList;
import java.util.List;
import natsuin.pdf.MarkPlacement.Box;

/**
 * A page as it is shown: cropped, turned, scaled. Lengths in points from the shown page's lower
 * left corner.
 */
final class ShownPage {
  private static final Box A4 = new Box(0, 0, 595.276, 841.89);
  private static final double MARGIN = 24;
  private static final double GAP = 6;
  private final PdfFile file;
  private final Pages.Page page;
  private final Box crop;
  private final int turn;
  private final double unit;

  ShownPage(PdfFile file, Pages.Page page) {
    this.file = file;
    this.page = page;
    Box media = MarkPlacement.box(file, page.inherited("MediaBox")).orElse(A4);
    this.crop =
        MarkPlacement.box(file, page.inherited("CropBox")).filter(media::overlaps).orElse(media);
    this.turn = (int) Math.floorMod(file.integer(page.inherited("Rotate"), 0) / 90 * 90, 360L);
    double userUnit = MarkPlacement.decimal(file.resolve(page.dict().get("UserUnit")));
    this.unit = userUnit > 0 ? userUnit : 1;
  }

  private double shownWidth() {
    return (turn % 180 == 0 ? crop.width() : crop.height()) * unit;
  }

  private double shownHeight() {
    return (turn % 180 == 0 ? crop.height() : crop.width()) * unit;
  }

  MarkPlacement at(double left, double bottom) {
    double width = Math.min(MarkAppearance.WIDTH, shownWidth());
    double height = MarkAppearance.HEIGHT * width / MarkAppearance.WIDTH;
    double x = Math.clamp(left, 0, Math.max(0, shownWidth() - width));
    double y = Math.clamp(bottom, 0, Math.max(0, shownHeight() - height));
    Box box = toPage(new Box(x / unit, y / unit, (x + width) / unit, (y + height) / unit));
    return new MarkPlacement(page, box, turn, width / unit, height / unit);
  }

  /**
   * From the lower right corner to the left, then upwards; over the others only when the page is
   * full of them.
   */
  MarkPlacement firstFree() {
    List<Box> taken = taken();
    double stepX = MarkAppearance.WIDTH + GAP;
    double stepY = MarkAppearance.HEIGHT + GAP;
    int columns = Math.max(1, (int) ((shownWidth() - 2 * MARGIN + GAP) / stepX));
    int rows = Math.max(1, (int) ((shownHeight() - 2 * MARGIN + GAP) / stepY));
    for (int i = 0; i < columns * rows; i++) {
      double x = shownWidth() - MARGIN + GAP - (i % columns + 1) * stepX;
      int row = i / columns;
      MarkPlacement candidate = at(x, MARGIN + row * stepY);
      if (taken.stream().noneMatch(candidate.box()::overlaps)) {
        return candidate;
      }
    }
    return at(shownWidth() - MARGIN - MarkAppearance.WIDTH, MARGIN);
  }

  private List<Box> taken() {
    List<Box> taken = new ArrayList<>();
    for (PdfObject annotation : file.items(page.dict().get("Annots"))) {
      MarkPlacement.box(file, file.dict(annotation).get("Rect"))
          .filter(box -> box.width() > 0 && box.height() > 0)
          .ifPresent(taken::add);
    }
    return taken;
  }

  /** From coordinates as shown into the page's own. */
  private Box toPage(Box shown) {
    return switch (turn) {
      case 90 ->
          new Box(
              crop.right() - shown.top(),
              crop.bottom() + shown.left(),
              crop.right() - shown.bottom(),
              crop.bottom() + shown.right());
      case 180 ->
          new Box(
              crop.right() - shown.right(),
              crop.top() - shown.top(),
              crop.right() - shown.left(),
              crop.top() - shown.bottom());
      case 270 ->
          new Box(
              crop.left() + shown.bottom(),
              crop.top() - shown.right(),
              crop.left() + shown.top(),
              crop.top() - shown.left());
      default ->
          new Box(
              crop.left() + shown.left(),
              crop.bottom() + shown.bottom(),
              crop.left() + shown.right(),
              crop.bottom() + shown.top());
    };
  }
}
