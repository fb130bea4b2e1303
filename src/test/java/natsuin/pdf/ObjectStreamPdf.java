package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** A file with a cross-reference stream and one object inside a compressed object stream. */
final class ObjectStreamPdf {
  private ObjectStreamPdf() {}

  static byte[] hiding(String object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] at = new int[7];
    text(out, "%PDF-1.5\n");
    at[1] = out.size();
    text(out, "1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n");
    at[2] = out.size();
    text(out, "2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj\n");
    at[3] = out.size();
    text(out, "3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>\nendobj\n");
    at[5] = out.size();
    byte[] packed = MadePdf.deflated(("4 0 " + object).getBytes(ISO_8859_1));
    stream(out, 5, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", packed);
    at[6] = out.size();
    byte[] entries = new byte[7 * 4];
    for (int i = 0; i < 7; i++) {
      boolean compressed = i == 4;
      entries[i * 4] = (byte) (i == 0 ? 0 : compressed ? 2 : 1);
      int place = compressed ? 5 : at[i];
      entries[i * 4 + 1] = (byte) (place >> 8);
      entries[i * 4 + 2] = (byte) place;
    }
    stream(out, 6, "/Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R", entries);
    text(out, "startxref\n" + at[6] + "\n%%EOF\n");
    return out.toByteArray();
  }

  private static void stream(ByteArrayOutputStream out, int number, String entries, byte[] data) {
    text(out, number + " 0 obj\n<<" + entries + " /Length " + data.length + ">>\nstream\n");
    out.writeBytes(data);
    text(out, "\nendstream\nendobj\n");
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(ISO_8859_1));
  }
}
