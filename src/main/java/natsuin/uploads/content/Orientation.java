package natsuin.uploads.content;

import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a phone held its camera (Exif 2.3, tag 0x0112): 1 to 8, upright where nothing is said. */
record Orientation(int value) {
  private static final int SOI_LENGTH = 2;
  private static final int APP1 = 0xFFE1;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final long EXIF = 0x4578_6966_0000L;
  private static final int TAG = 0x0112;
  private static final int UPRIGHT = 1;

  /** Of this JPEG; what cannot be read counts as upright. */
  static Orientation of(byte[] jpeg) {
    try {
      var in = ByteBuffer.wrap(jpeg).position(SOI_LENGTH);
      while (in.remaining() > Integer.BYTES) {
        int marker = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort()) - Short.BYTES;
        if (marker == START_OF_SCAN || marker >> Byte.SIZE != 0xFF || length > in.remaining()) {
          break;
        }
        if (marker == APP1 && length > Long.BYTES && exif(in)) {
          return new Orientation(read(in.slice(in.position() + 6, length - 6)));
        }
        in.position(in.position() + length);
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Orientation(UPRIGHT);
    }
    return new Orientation(UPRIGHT);
  }

  private static boolean exif(ByteBuffer in) {
    return in.getLong(in.position()) >>> Short.SIZE == EXIF;
  }

  private static int read(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(Integer.BYTES);
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + Short.BYTES + i * 12;
      if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** The picture as it was meant to be seen. */
  BufferedImage upright(BufferedImage image) {
    if (value == UPRIGHT) {
      return image;
    }
    double w = image.getWidth();
    double h = image.getHeight();
    boolean turned = value > 4;
    var turn =
        switch (value) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    var result =
        new BufferedImage(
            (int) (turned ? h : w), (int) (turned ? w : h), BufferedImage.TYPE_INT_RGB);
    var graphics = result.createGraphics();
    graphics.drawImage(image, turn, null);
    graphics.dispose();
    return result;
  }
}
