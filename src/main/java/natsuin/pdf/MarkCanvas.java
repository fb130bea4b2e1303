package natsuin.pdf;

import java.util.Locale;

/** The operators of a mark's content stream (ISO 32000-2 sections 8.5 and 9.4). */
final class MarkCanvas {
  // How far the handles of a quarter's Bézier curve stand out for a unit circle.
  private static final double QUARTER = 0.5523;
  // From the baseline to the middle of an ideograph, in ems.
  private static final double MIDDLE = 0.38;
  private static final double SMALLEST = 4;
  private final FontSubset font;
  private final StringBuilder out = new StringBuilder();

  MarkCanvas(FontSubset font) {
    this.font = font;
  }

  /** For lines and areas from here on. */
  void colour(String components) {
    out.append("/C CS ").append(components).append(" SC /C cs ").append(components).append(" sc\n");
  }

  void ring(double x, double y, double r, double width) {
    double h = r * QUARTER;
    operator("w", width);
    operator("m", x + r, y);
    operator("c", x + r, y + h, x + h, y + r, x, y + r);
    operator("c", x - h, y + r, x - r, y + h, x - r, y);
    operator("c", x - r, y - h, x - h, y - r, x, y - r);
    operator("c", x + h, y - r, x + r, y - h, x + r, y);
    operator("s");
  }

  /**
   * One line, made smaller where it would be wider than {@code width}, and cut where it would be
   * too small.
   */
  void line(String text, double x, double baseline, double width, double size) {
    String shown = text;
    double fitting = fitting(shown, width, size);
    while (fitting < SMALLEST && shown.length() > 1) {
      shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
      fitting = fitting(shown, width, size);
    }
    show(shown, x, baseline, fitting);
  }

  private double fitting(String text, double width, double size) {
    double natural = font.width(text) * size / 1000;
    return natural <= width ? size : size * width / natural;
  }

  /** One line in the middle of a place. */
  void centred(String text, double x, double y, double width, double size) {
    double fitting = Math.max(fitting(text, width, size), SMALLEST);
    double natural = font.width(text) * fitting / 1000;
    show(text, x - natural / 2, y - MIDDLE * fitting, fitting);
  }

  /**
   * From top to bottom in columns from right to left, as many as make a square of more than three
   * characters.
   */
  void columns(String text, double x, double y, double side) {
    int[] characters = text.codePoints().toArray();
    int columns = characters.length > 3 ? (int) Math.ceil(Math.sqrt(characters.length)) : 1;
    int rows = (characters.length + columns - 1) / columns;
    double size = Math.min(side / rows, columns == 1 ? side * 0.62 : side / columns);
    for (int i = 0; i < characters.length; i++) {
      int row = i % rows;
      int column = i / rows;
      double middleX = x + (columns - 1) * size / 2 - column * size;
      double middleY = y + (rows - 1) * size / 2 - row * size;
      centred(Character.toString(characters[i]), middleX, middleY, size, size);
    }
  }

  private void show(String text, double x, double baseline, double size) {
    out.append("BT /F ");
    operator("Tf", size);
    operator("Td", x, baseline);
    out.append(font.encode(text)).append(" Tj ET\n");
  }

  private void operator(String name, double... operands) {
    for (double operand : operands) {
      out.append(String.format(Locale.ROOT, "%.2f ", operand));
    }
    out.append(name).append('\n');
  }

  String content() {
    return out.toString();
  }
}
