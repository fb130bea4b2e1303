package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Builds small PDF files object by object, with whatever is to be wrong with them. */
final class MadePdf {
  private final TreeMap<Integer, byte[]> objects = new TreeMap<>();
  private String header = "%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n";
  private String trailer = "";
  private String catalog = "";
  private String page = "";
  private String pages = "/Kids [3 0 R] /Count 1";

  static MadePdf plain() {
    return new MadePdf();
  }

  MadePdf header(String text) {
    header = text;
    return this;
  }

  /** More entries for the catalog. */
  MadePdf catalog(String entries) {
    catalog = entries;
    return this;
  }

  /** More entries for the only page. */
  MadePdf page(String entries) {
    page = entries;
    return this;
  }

  /** Instead of one kid and a count of one. */
  MadePdf pages(String entries) {
    pages = entries;
    return this;
  }

  MadePdf trailer(String entries) {
    trailer = entries;
    return this;
  }

  /** An object from 10 on. */
  MadePdf object(int number, String body) {
    objects.put(number, body.getBytes(ISO_8859_1));
    return this;
  }

  MadePdf stream(int number, String entries, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ("<<" + entries + " /Length " + data.length + ">>\nstream\n").getBytes(ISO_8859_1));
    out.writeBytes(data);
    out.writeBytes("\nendstream".getBytes(ISO_8859_1));
    objects.put(number, out.toByteArray());
    return this;
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  String text() {
    return new String(bytes(), ISO_8859_1);
  }

  /** The file, with a cross-reference table. */
  byte[] bytes() {
    base();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.getBytes(ISO_8859_1));
    StringBuilder xref = new StringBuilder("xref\n0 1\n0000000000 65535 f\r\n");
    for (Map.Entry<Integer, byte[]> object : objects.entrySet()) {
      xref.append(object.getKey()).append(" 1\n");
      xref.append("%010d 00000 n\r\n".formatted(out.size()));
      write(out, object);
    }
    int start = out.size();
    int size = objects.lastKey() + 1;
    xref.append("trailer\n<</Root 1 0 R /Size ").append(size).append(' ').append(trailer);
    xref.append(">>\nstartxref\n").append(start).append("\n%%EOF\n");
    out.writeBytes(xref.toString().getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, Map.Entry<Integer, byte[]> object) {
    out.writeBytes((object.getKey() + " 0 obj\n").getBytes(ISO_8859_1));
    out.writeBytes(object.getValue());
    out.writeBytes("\nendobj\n".getBytes(ISO_8859_1));
  }

  private void base() {
    putIfAbsent(1, "<</Type /Catalog /Pages 2 0 R " + catalog + ">>");
    putIfAbsent(2, "<</Type /Pages " + pages + ">>");
    putIfAbsent(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + page + ">>");
  }

  private void putIfAbsent(int number, String body) {
    objects.putIfAbsent(number, body.getBytes(ISO_8859_1));
  }
}
