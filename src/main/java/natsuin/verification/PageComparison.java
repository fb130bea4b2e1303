package natsuin.verification;

import eu.europa.esig.dss.pdf.AnnotationBox;
import eu.europa.esig.dss.pdf.PdfAnnotation;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.modifications.CommonPdfModification;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.modifications.PdfModification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * DSS's comparison of pages with two corrections: overlaps count only between signatures' own marks
 * (links and form fields of the original may lie as they like, and new ones are refused as
 * changes), and pages are drawn only while they are few and not larger than a poster.
 */
final class PageComparison extends DefaultPdfDifferencesFinder {
  /** Points on the longer side, A1: a hostile page of kilometres would be drawn in gigabytes. */
  private static final float LARGEST_SIDE = 2400;

  private final Runnable deadline;
  private final int mostPages;

  PageComparison(int mostPages, Runnable deadline) {
    this.mostPages = mostPages;
    this.deadline = deadline;
    setMaximalPagesAmountForVisualComparison(mostPages);
  }

  @Override
  public List<PdfModification> getAnnotationOverlaps(PdfDocumentReader reader) {
    List<PdfModification> overlaps = new ArrayList<>();
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      deadline.run();
      List<PdfAnnotation> marks = marks(reader, page);
      for (int i = 0; i < marks.size(); i++) {
        AnnotationBox box = marks.get(i).getAnnotationBox();
        if (isAnnotationBoxOverlapping(box, marks.subList(i + 1, marks.size()))) {
          overlaps.add(new CommonPdfModification(page));
          break;
        }
      }
    }
    return overlaps;
  }

  private static List<PdfAnnotation> marks(PdfDocumentReader reader, int page) {
    try {
      return reader.getPdfAnnotations(page).stream().filter(PdfAnnotation::isSigned).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<PdfModification> getVisualDifferences(
      PdfDocumentReader signed, PdfDocumentReader latest) {
    deadline.run();
    return latest.getNumberOfPages() <= mostPages && drawable(signed) && drawable(latest)
        ? super.getVisualDifferences(signed, latest)
        : List.of();
  }

  private static boolean drawable(PdfDocumentReader reader) {
    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
      AnnotationBox box = reader.getPageBox(page);
      if (Math.max(box.getWidth(), box.getHeight()) > LARGEST_SIDE) {
        return false;
      }
    }
    return true;
  }
}
