package natsuin.pdf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A stranger's PDF as pictures of its pages: whatever else it holds, script, attachments, links,
 * stays behind. Bounded; one call uses one CPU, belongs on a worker, and may be called from any
 * thread.
 */
public final class PageImages {
  private static final int LONGEST_POINTS = 14_400;
  private static final Set<String> NOT_SHOWN = Set.of("JPXDecode", "JBIG2Decode");

  private PageImages() {}

  /** Why a PDF is not shown. */
  public enum Trouble {
    ENCRYPTED,
    DAMAGED,
    BOMB,
    TOO_MANY_PAGES,
    TOO_MANY_PIXELS,
    PICTURE_FORMAT,
    TOO_SLOW
  }

  /** A PDF that is not shown. */
  public static final class TroubleException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Trouble trouble;

    TroubleException(Trouble trouble) {
      super(trouble.name());
      this.trouble = trouble;
    }

    /** Why. */
    public Trouble trouble() {
      return trouble;
    }
  }

  /**
   * Opens it and looks at every stream.
   *
   * @param mostPages most pages
   * @param mostPixels most pixels of one picture in it
   * @param mostBytes most bytes of all streams together when unpacked
   * @return its pages, 1 or more
   */
  public static int examine(
      byte[] pdf, int mostPages, long mostPixels, long mostBytes, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    Runnable inTime =
        () -> {
          if (System.nanoTime() - end > 0) {
            throw new TroubleException(Trouble.TOO_SLOW);
          }
        };
    return opened(
        pdf,
        Unfolding.of(pdf, mostBytes, inTime),
        document -> {
          int pages = document.getNumberOfPages();
          if (pages == 0) {
            throw new TroubleException(Trouble.DAMAGED);
          }
          if (pages > mostPages) {
            throw new TroubleException(Trouble.TOO_MANY_PAGES);
          }
          sweep(document, mostPixels, mostBytes, within);
          return pages;
        });
  }

  /**
   * One page.
   *
   * @param n from 0
   * @param side longer side of the picture, pixels
   */
  public static BufferedImage page(byte[] pdf, int n, int side) {
    return opened(
        pdf,
        Unfolding.ofEach(pdf, IntakeLimits.standard().maxStreamBytes()),
        document -> {
          var box = document.getPage(n).getCropBox();
          float longer = Math.max(box.getWidth(), box.getHeight());
          if (!(longer >= 1 && longer <= LONGEST_POINTS)) {
            throw new TroubleException(Trouble.DAMAGED);
          }
          var renderer = new PDFRenderer(document);
          renderer.setSubsamplingAllowed(true);
          return renderer.renderImage(n, side / longer, ImageType.RGB);
        });
  }

  private interface Use<T> {
    T of(PDDocument document) throws IOException;
  }

  private static <T> T opened(byte[] pdf, Unfolding unfolding, Use<T> use) {
    T result = unfolding.watch(() -> opened(pdf, use));
    if (unfolding.isOver()) { // and was taken for damage on the way
      throw new TroubleException(Trouble.BOMB);
    }
    return result;
  }

  private static <T> T opened(byte[] pdf, Use<T> use) {
    try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(pdf))) {
      if (document.isEncrypted()) {
        throw new TroubleException(Trouble.ENCRYPTED);
      }
      return use.of(document);
    } catch (InvalidPasswordException password) {
      throw new TroubleException(Trouble.ENCRYPTED);
    } catch (TroubleException known) {
      throw known;
    } catch (Unfolding.TooMuch | OutOfMemoryError tooLarge) {
      throw new TroubleException(Trouble.BOMB);
    } catch (IOException | RuntimeException | StackOverflowError unreadable) {
      throw new TroubleException(Trouble.DAMAGED);
    }
  }

  private static void sweep(PDDocument document, long mostPixels, long mostBytes, Duration within)
      throws IOException {
    // White paper compresses a thousandfold: only what comes out counts.
    var limits =
        new IntakeLimits(
            mostBytes, 1, 1, 1, mostBytes, mostBytes, Integer.MAX_VALUE, mostPixels, within);
    var findings = new Findings(within);
    var expansion = new Expansion(limits, findings);
    try {
      for (var key : List.copyOf(document.getDocument().getXrefTable().keySet())) {
        findings.checkTime();
        if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream) {
          look(stream, expansion, mostPixels);
        }
      }
    } catch (Findings.Finished slow) {
      throw new TroubleException(Trouble.TOO_SLOW);
    } catch (PdfException unreadable) {
      throw new TroubleException(Trouble.DAMAGED);
    }
  }

  private static void look(COSStream stream, Expansion expansion, long mostPixels)
      throws IOException {
    List<String> filters = filters(stream.getFilters());
    if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
      long pixels =
          (long) stream.getInt(COSName.WIDTH, 0) * Math.max(0, stream.getInt(COSName.HEIGHT, 0));
      if (pixels > mostPixels) {
        throw new TroubleException(Trouble.TOO_MANY_PIXELS);
      }
      if (filters.stream().anyMatch(NOT_SHOWN::contains)) {
        throw new TroubleException(Trouble.PICTURE_FORMAT);
      }
    }
    byte[] raw;
    try (InputStream in = stream.createRawInputStream()) {
      raw = in.readAllBytes();
    }
    if (!expansion.isBounded(raw, 0, raw.length, filters)) {
      throw new TroubleException(Trouble.BOMB);
    }
  }

  private static List<String> filters(COSBase filters) {
    return switch (filters) {
      case COSName name -> List.of(name.getName());
      case COSArray several ->
          several.toList().stream()
              .filter(COSName.class::isInstance)
              .map(item -> ((COSName) item).getName())
              .toList();
      case null, default -> List.of();
    };
  }
}
