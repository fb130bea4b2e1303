package natsuin.uploads.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures by the reader of exactly the format that is promised, never by one that guesses. Each is
 * read to its last line; a large one is thinned out while it is read, so that memory stays small.
 */
final class Picture implements AutoCloseable {
  /** Longer side of what is shown, pixels: fine print of a licence stays legible. */
  private static final int SHOWN = 2000;

  private final FileType type;
  private final byte[] content;
  private final ImageReader reader;
  private final ContentLimits limits;
  private final Deadline deadline;

  Picture(FileType type, byte[] content, ContentLimits limits, Deadline deadline) {
    this.type = type;
    this.content = content;
    this.limits = limits;
    this.deadline = deadline;
    this.reader = ImageIO.getImageReadersByFormatName(type.code()).next();
    reader.setInput(
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content)), false, true);
    reader.addIIOReadProgressListener(new Watch());
  }

  /** Number of pages; of a film only the first picture counts. */
  int pages() {
    return guarded(
        () -> {
          int images = type == FileType.TIFF ? reader.getNumImages(true) : 1;
          if (images > limits.pages()) {
            throw new UnfitException(Unfit.TOO_MANY_PAGES);
          }
          return images;
        });
  }

  /** Page {@code n} from 0, upright, none of the file's own bytes in it. */
  BufferedImage page(int n) {
    return guarded(
        () -> {
          int width = reader.getWidth(n);
          int height = reader.getHeight(n);
          bounded(width, height, n);
          var parameters = reader.getDefaultReadParam();
          int step = Math.max(1, Math.max(width, height) / SHOWN);
          parameters.setSourceSubsampling(step, step, 0, 0);
          var image = reader.read(n, parameters);
          deadline.check();
          return type == FileType.JPEG ? Orientation.of(content).upright(image) : image;
        });
  }

  private void bounded(int width, int height, int n) throws IOException {
    long pixels = (long) width * height;
    var raw = reader.getRawImageType(n);
    long bits = raw == null ? Integer.SIZE : raw.getColorModel().getPixelSize();
    if (pixels > limits.pixels() || pixels * bits / Byte.SIZE > limits.decodedBytes()) {
      throw new UnfitException(Unfit.TOO_MANY_PIXELS);
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T guarded(Reading<T> reading) {
    try {
      return reading.read();
    } catch (UnfitException known) {
      throw known;
    } catch (IIOException unreadable) {
      throw new UnfitException(
          String.valueOf(unreadable.getMessage()).startsWith("Unsupported")
              ? Unfit.PICTURE_FORMAT
              : Unfit.DAMAGED);
    } catch (IOException | RuntimeException | StackOverflowError unreadable) {
      throw new UnfitException(Unfit.DAMAGED);
    } catch (OutOfMemoryError tooLarge) {
      throw new UnfitException(Unfit.TOO_MANY_PIXELS);
    }
  }

  @Override
  public void close() {
    reader.dispose();
  }

  /** Looks at the time after every few lines. */
  private final class Watch implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      deadline.check();
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
