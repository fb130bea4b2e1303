package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Files of the kinds that libraries seldom write. */
public final class HandmadePdfs {
  private HandmadePdfs() {}

  /**
   * A table for old readers, and a stream with more objects that only newer ones find (ISO 32000-1,
   * 7.5.8.4).
   */
  public static byte[] hybrid() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] at = new int[8];
    text(out, "%PDF-1.5\n%\u00E2\u00E3\u00CF\u00D3\n");
    at[1] = object(out, 1, "<</Type /Catalog /Pages 2 0 R /PageLabels 4 0 R>>");
    at[2] = object(out, 2, "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    at[3] = object(out, 3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>");
    byte[] packed = "4 0 <</Nums [0 <</S /D>>]>>".getBytes(ISO_8859_1);
    at[5] = stream(out, 5, "/Type /ObjStm /N 1 /First 4", packed);
    byte[] entries = {2, 0, 5, 0, 1, (byte) (at[5] >> 8), (byte) at[5], 0};
    at[6] = stream(out, 6, "/Type /XRef /Size 7 /W [1 2 1] /Index [4 2]", entries);
    int table = out.size();
    text(out, "xref\n0 7\n0000000004 65535 f\r\n");
    for (int i = 1; i < 7; i++) {
      boolean hidden = i == 4 || i == 5;
      text(out, hidden ? "0000000000 00000 f\r\n" : "%010d 00000 n\r\n".formatted(at[i]));
    }
    text(
        out,
        "trailer\n<</Root 1 0 R /Size 7 /XRefStm "
            + at[6]
            + ">>\nstartxref\n"
            + table
            + "\n%%EOF\n");
    return out.toByteArray();
  }

  /** A form with a text field; its fields and the page's annotations are arrays of their own. */
  public static byte[] form() {
    return MadePdf.plain()
        .catalog("/AcroForm 10 0 R")
        .page("/Annots 12 0 R")
        .object(10, "<</Fields 11 0 R /DA (/Helv 0 Tf 0 g)>>")
        .object(11, "[13 0 R]")
        .object(12, "[13 0 R]")
        .object(
            13,
            "<</Type /Annot /Subtype /Widget /FT /Tx /T (Signature1) /V (text) /Rect [50 700 200"
                + " 720] /F 4 /P 3 0 R /AP <</N 14 0 R>>>>")
        .stream(
            14,
            "/Type /XObject /Subtype /Form /BBox [0 0 150 20]",
            "0 0 150 20 re s".getBytes(ISO_8859_1))
        .bytes();
  }

  /** An empty signature field with a place on the page. */
  public static byte[] emptyField() {
    return MadePdf.plain()
        .catalog("/AcroForm <</Fields [10 0 R]>>")
        .page("/Annots [10 0 R]")
        .object(
            10,
            "<</Type /Annot /Subtype /Widget /FT /Sig /T (customer) /Rect [100 100 300 170] /F 4 /P"
                + " 3 0 R>>")
        .bytes();
  }

  /** A page that is turned, cropped, and inherits both. */
  public static byte[] turned(int degrees) {
    return MadePdf.plain()
        .pages("/Kids [3 0 R] /Count 1 /Rotate " + degrees + " /CropBox [60 80 560 780]")
        .page(
            "/Contents 10 0 R /Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont"
                + " /Helvetica>>>>>>")
        .stream(
            10, "", "BT /F 24 Tf 100 600 Td (Up is where the head is) Tj ET".getBytes(ISO_8859_1))
        .bytes();
  }

  /** One page of that version. */
  public static byte[] version(String version) {
    return MadePdf.plain().header("%PDF-" + version + "\n").bytes();
  }

  private static int object(ByteArrayOutputStream out, int number, String body) {
    int at = out.size();
    text(out, number + " 0 obj\n" + body + "\nendobj\n");
    return at;
  }

  private static int stream(ByteArrayOutputStream out, int number, String entries, byte[] data) {
    int at = out.size();
    text(out, number + " 0 obj\n<<" + entries + " /Length " + data.length + ">>\nstream\n");
    out.writeBytes(data);
    text(out, "\nendstream\nendobj\n");
    return at;
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(ISO_8859_1));
  }
}
