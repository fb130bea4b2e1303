package natsuin.testkit;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A picture of a screen in 256 colours, a third of the size: screens have few of them. */
public final class FewColours {
  private static final int MOST = 256;
  private static final int RGB = 0xffffff;

  private FewColours() {}

  /** The commonest colours stay as they are; the others become the nearest of these. */
  public static BufferedImage of(BufferedImage image) {
    Map<Integer, Integer> counts = new HashMap<>();
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    for (int pixel : pixels) {
      counts.merge(pixel & RGB, 1, Integer::sum);
    }
    List<Integer> kept =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    int[] palette = kept.stream().mapToInt(Integer::intValue).toArray();
    var model =
        new IndexColorModel(Byte.SIZE, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    var few = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> indexes = new HashMap<>();
    var raster = few.getRaster();
    for (int i = 0; i < pixels.length; i++) {
      int index = indexes.computeIfAbsent(pixels[i] & RGB, colour -> nearest(colour, palette));
      raster.setSample(i % width, i / width, 0, index);
    }
    return few;
  }

  private static int nearest(int colour, int[] palette) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      if (distance(colour, palette[i]) < distance(colour, palette[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 255) - (b >> 16 & 255);
    int green = (a >> 8 & 255) - (b >> 8 & 255);
    int blue = (a & 255) - (b & 255);
    return red * red + green * green + blue * blue;
  }
}
