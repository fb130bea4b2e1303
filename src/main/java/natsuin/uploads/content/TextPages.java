package natsuin.uploads.content;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Plain lines of text on pages of the shape of A4. */
final class TextPages {
  private static final int WIDTH = 1240;
  private static final int HEIGHT = 1754;
  private static final int MARGIN = 90;
  private static final int LEADING = 38;
  private static final int LINES = (HEIGHT - 2 * MARGIN) / LEADING;
  private static final float SIZE = 24;
  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);
  private static final Font FONT = font();

  private final List<String> lines = new ArrayList<>();

  TextPages(List<String> text, Deadline deadline) {
    for (String line : text) {
      deadline.check();
      wrap(line.replaceAll("\\p{Cntrl}|[\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069]", " "));
    }
  }

  int pages() {
    return Math.ceilDiv(lines.size(), LINES);
  }

  BufferedImage page(int n) {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(Color.BLACK);
    graphics.setFont(FONT);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    for (int i = 0; i < LINES && n * LINES + i < lines.size(); i++) {
      graphics.drawString(lines.get(n * LINES + i), MARGIN, MARGIN + (i + 1) * LEADING);
    }
    graphics.dispose();
    return image;
  }

  private void wrap(String line) {
    int from = 0;
    double width = 0;
    for (int i = 0; i < line.length(); ) {
      int point = line.codePointAt(i);
      int next = i + Character.charCount(point);
      double advance = FONT.getStringBounds(line, i, next, MEASURE).getWidth();
      if (width + advance > WIDTH - 2 * MARGIN && i > from) {
        lines.add(line.substring(from, i));
        from = i;
        width = 0;
      }
      width += advance;
      i = next;
    }
    lines.add(line.substring(from));
  }

  private static Font font() {
    try (var in = TextPages.class.getResourceAsStream("/fonts/BIZUDGothic-Regular.ttf")) {
      return Font.createFont(Font.TRUETYPE_FONT, Objects.requireNonNull(in)).deriveFont(SIZE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
