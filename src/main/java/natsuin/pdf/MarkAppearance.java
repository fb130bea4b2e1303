package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;

/** Draws the mark. */
final class MarkAppearance {
  /** Of the mark as it is read, points. */
  static final double WIDTH = 150;

  static final double HEIGHT = 52;
  // How far the handles of a quarter's Bézier curve stand out for a unit circle.
  private static final double QUARTER = 0.5523;

  private MarkAppearance() {}

  static Ref write(IncrementWriter out, SignatureMark mark, MarkPlacement placement) {
    StringBuilder content =
        new StringBuilder(mark.name().isEmpty() ? "" : "/C CS 0.85 0.2 0.1 SC 1.6 w\n");
    circle(content, 26, 26, 24);
    Dict dict =
        Dict.of(
            "Type", new Name("XObject"),
            "Subtype", new Name("Form"),
            "BBox", new MarkPlacement.Box(0, 0, WIDTH, HEIGHT).toArray(),
            "Matrix", matrix(placement.turn()),
            "Resources", Dict.of("ColorSpace", Dict.of("C", colours())));
    return out.writeStream(dict, content.toString().getBytes(ISO_8859_1));
  }

  private static void circle(StringBuilder out, double x, double y, double r) {
    double h = r * QUARTER;
    line(out, "m", x + r, y);
    line(out, "c", x + r, y + h, x + h, y + r, x, y + r);
    line(out, "c", x - h, y + r, x - r, y + h, x - r, y);
    line(out, "c", x - r, y - h, x - h, y - r, x, y - r);
    line(out, "c", x + h, y - r, x + r, y - h, x + r, y);
    out.append("s\n");
  }

  private static void line(StringBuilder out, String operator, double... operands) {
    for (double operand : operands) {
      out.append(String.format(Locale.ROOT, "%.2f ", operand));
    }
    out.append(operator).append('\n');
  }

  private static Array matrix(int turn) {
    return switch (turn) {
      case 90 -> integers(0, 1, -1, 0, 0, 0);
      case 180 -> integers(-1, 0, 0, -1, 0, 0);
      case 270 -> integers(0, -1, 1, 0, 0, 0);
      default -> integers(1, 0, 0, 1, 0, 0);
    };
  }

  private static Array integers(int... values) {
    return new Array(java.util.Arrays.stream(values).<PdfObject>mapToObj(Int::new).toList());
  }

  /** Colours that mean the same whatever the file's output intent is, as PDF/A demands. */
  private static Array colours() {
    Dict white =
        Dict.of(
            "WhitePoint",
            new Array(
                List.of(MarkPlacement.number(0.9505), new Int(1), MarkPlacement.number(1.089))));
    return new Array(List.of(new Name("CalRGB"), white));
  }
}
