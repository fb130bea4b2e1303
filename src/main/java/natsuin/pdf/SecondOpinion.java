package natsuin.pdf;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What PDFBox makes of the file: where it sees another document than we do, so may the signer's
 * reader.
 */
final class SecondOpinion {
  private final byte[] bytes;
  private final int pages;
  private final IntakeLimits limits;
  private final Findings findings;

  SecondOpinion(byte[] bytes, int pages, IntakeLimits limits, Findings findings) {
    this.bytes = bytes;
    this.pages = pages;
    this.limits = limits;
    this.findings = findings;
  }

  void check() {
    Unfolding unfolding = Unfolding.of(bytes, limits.maxExpandedBytes(), findings::checkTime);
    var _ = unfolding.watch(this::agrees);
    if (unfolding.isOver()) {
      findings.add(IntakeRule.EXPANDS_TOO_MUCH, "limit", limits.maxStreamBytes() >> 20);
    }
  }

  private boolean agrees() {
    try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(bytes))) {
      int theirs = 0;
      for (var page : document.getPages()) {
        theirs += page.getCOSObject() == null ? 0 : 1;
        findings.checkTime();
      }
      if (theirs != pages || document.getNumberOfPages() != pages || document.isEncrypted()) {
        findings.add(IntakeRule.READERS_DISAGREE, "found", theirs);
      }
      return findings.isEmpty();
    } catch (IOException | StackOverflowError e) {
      findings.add(IntakeRule.READERS_DISAGREE, "found", String.valueOf(e.getMessage()));
    } catch (Findings.Finished e) {
      throw e;
    } catch (Unfolding.TooMuch e) {
      return false; // said by whoever asked
    } catch (RuntimeException e) {
      findings.add(IntakeRule.READERS_DISAGREE, "found", e.getClass().getSimpleName());
    }
    return false;
  }
}
