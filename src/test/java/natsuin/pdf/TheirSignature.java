package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Files with a signature of somebody else in them, whose cryptography nobody looks at here. */
final class TheirSignature {
  private TheirSignature() {}

  static byte[] with(String signatureEntries, String catalogEntries, String fieldEntries) {
    String range = "/ByteRange [0 000000 000000 000000]";
    String text =
        MadePdf.plain()
            .catalog("/AcroForm <</Fields [10 0 R] /SigFlags 3>> " + catalogEntries)
            .object(
                10,
                "<</Type /Annot /Subtype /Widget /FT /Sig /T (theirs) /Rect [0 0 0 0] /V 11 0 R "
                    + fieldEntries
                    + ">>")
            .object(
                11,
                "<</Type /Sig /SubFilter /adbe.pkcs7.detached "
                    + range
                    + " /Contents <00112233> "
                    + signatureEntries
                    + ">>")
            .text();
    int from = text.indexOf("<00112233>");
    int to = from + 10;
    String filled = "/ByteRange [0 %06d %06d %06d]".formatted(from, to, text.length() - to);
    return text.replace(range, filled).getBytes(ISO_8859_1);
  }

  /** Signed, and then an object replaced by an incremental update. */
  static byte[] thenReplaced(int number, String body) {
    String signed = new String(with("", "", ""), ISO_8859_1);
    int object = signed.length();
    String update = signed + number + " 0 obj\n" + body + "\nendobj\n";
    int xref = update.length();
    int previous = signed.lastIndexOf("xref\n0 1");
    update += "xref\n" + number + " 1\n" + "%010d 00000 n\r\n".formatted(object);
    update += "trailer\n<</Root 1 0 R /Size 12 /Prev " + previous + ">>\n";
    return (update + "startxref\n" + xref + "\n%%EOF\n").getBytes(ISO_8859_1);
  }
}
