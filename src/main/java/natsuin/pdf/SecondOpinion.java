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
  private final Findings findings;

  SecondOpinion(byte[] bytes, int pages, Findings findings) {
    this.bytes = bytes;
    this.pages = pages;
    this.findings = findings;
  }

  void check() {
    try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(bytes))) {
      int theirs = 0;
      for (var page : document.getPages()) {
        theirs += page.getCOSObject() == null ? 0 : 1;
        findings.checkTime();
      }
      if (theirs != pages || document.getNumberOfPages() != pages || document.isEncrypted()) {
        findings.add(IntakeRule.READERS_DISAGREE, "found", theirs);
      }
    } catch (IOException | StackOverflowError e) {
      findings.add(IntakeRule.READERS_DISAGREE, "found", String.valueOf(e.getMessage()));
    } catch (Findings.Finished e) {
      throw e;
    } catch (RuntimeException e) {
      findings.add(IntakeRule.READERS_DISAGREE, "found", e.getClass().getSimpleName());
    }
  }
}
