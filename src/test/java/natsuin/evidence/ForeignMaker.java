package natsuin.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.HtmlToPdf;
import natsuin.pdf.SignatureMark;
import natsuin.pki.CertificateStatus;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.Workshop;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;

/** Somebody else who signs PDFs, certified by an authority that this service does not know. */
final class ForeignMaker {
  private final Workshop workshop;
  private final SigningIdentity hanako;
  private final SigningIdentity taro;
  private final InstantSource clock;

  ForeignMaker(InstantSource clock) {
    this.clock = clock;
    this.workshop =
        new Workshop(KeyAlgorithm.EC_P256, clock, serial -> new CertificateStatus.Good());
    this.hanako = workshop.signer("Hanako Marunouchi");
    this.taro = workshop.signer("Taro Yaesu");
  }

  static byte[] unsigned() {
    return HtmlToPdf.render(
        "<html><head><title>注文書</title></head><body style=\"font-family:'BIZ"
            + " UDGothic'\"><h1>注文書</h1><p>見本</p></body></html>");
  }

  /** The authority's root. */
  X509Certificate root() {
    return workshop.root();
  }

  /** Signed by Hanako and then by Taro. */
  byte[] signedTwice() {
    return sign(sign(unsigned(), hanako), taro);
  }

  private byte[] sign(byte[] pdf, SigningIdentity signer) {
    var mark =
        new SignatureMark("丸の内 花子", "債務者", clock.instant(), new SignatureMark.Place.Automatic());
    var order = workshop.order(signer, PadesLevel.B_LTA, Optional.of(mark));
    return workshop.sign(DocumentBytes.of(pdf), signer, order).toByteArray();
  }

  /** Incremental saving attack: a note is laid over a page after signing. */
  static byte[] withNoteOverPage(byte[] signed) {
    try (PDDocument document = Loader.loadPDF(signed)) {
      var page = document.getPage(0);
      var note = new PDAnnotationText();
      note.setContents("99,000,000 yen");
      note.setRectangle(new PDRectangle(50, 50, 100, 100));
      page.setAnnotations(List.of(note));
      page.getCOSObject().setNeedToBeUpdated(true);
      var out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
