package natsuin.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import natsuin.uploads.content.Content;
import natsuin.uploads.content.ContentVerdict;
import natsuin.uploads.content.FileType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What staff see of a picture (DOC-5). */
class PicturesTest {
  /** Where the red corner, top left in the file, is to be seen; Exif 2.3, tag 0x0112. */
  @ParameterizedTest
  @CsvSource({
    "1, 80, 40, top-left",
    "2, 80, 40, top-right",
    "3, 80, 40, bottom-right",
    "4, 80, 40, bottom-left",
    "5, 40, 80, top-left",
    "6, 40, 80, top-right",
    "7, 40, 80, bottom-right",
    "8, 40, 80, bottom-left"
  })
  @DisplayName("DOC-5: a photograph stands upright however the phone was held")
  void orientation(int value, int width, int height, String corner) throws IOException {
    var page = page(FileType.JPEG, withOrientation(redCornered(), value));
    assertThat(page.getWidth()).isEqualTo(width);
    assertThat(page.getHeight()).isEqualTo(height);
    int x = corner.endsWith("left") ? 4 : width - 5;
    int y = corner.startsWith("top") ? 4 : height - 5;
    assertThat(red(page, x, y)).isTrue();
    assertThat(red(page, width / 2, height / 2)).isFalse();
  }

  @Test
  @DisplayName("SEC-1: nothing of the file's own bytes, such as where it was taken, is in the page")
  void noMetadata() throws IOException {
    byte[] jpeg = withOrientation(redCornered(), 1);
    System.arraycopy(
        "GPS-35.6".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, jpeg, 30, 8);
    assertThat(
            new String(
                Content.page(FileType.JPEG, jpeg, 0), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("GPS");
  }

  @Test
  @DisplayName("DOC-3: a photograph of 48 million pixels is taken, and shown thinned out")
  void large() throws IOException {
    byte[] jpeg = Samples.picture("jpg", 8064, 6048);
    assertThat(Content.examine(FileType.JPEG, jpeg)).isEqualTo(new ContentVerdict.Fit(1));
    assertThat(page(FileType.JPEG, jpeg).getWidth()).isBetween(1000, 3000);
  }

  @Test
  @DisplayName("DOC-3: a scan of several pages is shown page by page")
  void severalPages() throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 3; i++) {
        var image = new BufferedImage(100 + i, 50, BufferedImage.TYPE_INT_RGB);
        writer.writeToSequence(new javax.imageio.IIOImage(image, null, null), null);
      }
      writer.endWriteSequence();
    }
    byte[] tiff = out.toByteArray();
    assertThat(Content.examine(FileType.TIFF, tiff)).isEqualTo(new ContentVerdict.Fit(3));
    var third = ImageIO.read(new ByteArrayInputStream(Content.page(FileType.TIFF, tiff, 2)));
    assertThat(third.getWidth()).isEqualTo(102);
  }

  @Test
  @DisplayName("DOC-5: the words of an office file are read from its page")
  void words() throws IOException {
    var page = page(FileType.DOCX, Samples.docx(Map.of()));
    int dark = 0;
    for (int x = 0; x < page.getWidth(); x += 2) {
      for (int y = 0; y < 200; y++) {
        dark += (page.getRGB(x, y) & 0xFF) < 100 ? 1 : 0;
      }
    }
    assertThat(dark).as("ink on the first lines").isGreaterThan(100);
  }

  private static BufferedImage page(FileType type, byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Content.page(type, file, 0)));
  }

  private static boolean red(BufferedImage image, int x, int y) {
    var colour = new Color(image.getRGB(x, y));
    return colour.getRed() > 150 && colour.getGreen() < 100;
  }

  private static byte[] redCornered() throws IOException {
    var image = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 80, 40);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 16, 16);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** Puts an Exif segment behind the start of the file. */
  private static byte[] withOrientation(byte[] jpeg, int value) {
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) value,
      0,
      0,
      0,
      0,
      0,
      0
    };
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(exif);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
