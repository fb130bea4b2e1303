package natsuin.signing.pades;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/** The smallest files that are PDF/A. */
final class PdfaFiles {
  private PdfaFiles() {}

  static byte[] of(String level) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage(PDRectangle.A4));
      byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
      PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
      intent.setInfo("sRGB");
      intent.setOutputConditionIdentifier("sRGB");
      document.getDocumentCatalog().addOutputIntent(intent);
      PDMetadata metadata = new PDMetadata(document);
      metadata.importXMPMetadata(xmp(level).getBytes(UTF_8));
      metadata.getCOSObject().removeItem(COSName.FILTER);
      document.getDocumentCatalog().setMetadata(metadata);
      document.setVersion(level.startsWith("1") ? 1.4f : 1.7f);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(
          out,
          level.startsWith("1")
              ? CompressParameters.NO_COMPRESSION
              : CompressParameters.DEFAULT_COMPRESSION);
      return out.toByteArray();
    }
  }

  private static String xmp(String level) {
    return """
    <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
    <pdfaid:part>%s</pdfaid:part><pdfaid:conformance>%s</pdfaid:conformance>
    </rdf:Description></rdf:RDF></x:xmpmeta>
    <?xpacket end="w"?>\
    """
        .formatted(level.charAt(0), Character.toUpperCase(level.charAt(1)));
  }
}
