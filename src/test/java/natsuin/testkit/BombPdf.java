package natsuin.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Small PDFs that make a reader unpack or walk more than it can bear. */
public final class BombPdf {
  private static final int OBJECTS = 4;
  private static final int XREF = 5;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<Integer, Integer> offsets = new TreeMap<>();

  private BombPdf() {
    text("%PDF-1.7\n");
  }

  /** The catalog in a stream of objects, and behind it so many times this text. */
  public static byte[] objects(String filler, int times) {
    String data = "1 0 " + " ".repeat(12) + "<</Type/Catalog/Pages 2 0 R>>";
    return objects(
        "/Filter/FlateDecode",
        deflated((data + filler.repeat(times)).getBytes(ISO_8859_1)),
        "3 0 R",
        0);
  }

  /** As above, packed twice: run lengths, then deflated. */
  public static byte[] packedTwice(int megabytes) {
    var runs = new ByteArrayOutputStream();
    byte[] head = ("1 0 " + " ".repeat(12) + "<</Type/Catalog/Pages 2 0 R>>").getBytes(ISO_8859_1);
    runs.write(head.length - 1);
    runs.writeBytes(head);
    for (int i = 0; i < megabytes << 13; i++) {
      runs.write(129);
      runs.write(' ');
    }
    return objects(
        "/Filter[/FlateDecode/RunLengthDecode]", deflated(runs.toByteArray()), "3 0 R", 0);
  }

  /** A stream of objects that does not hold what is looked for in it, so many times. */
  public static byte[] unpackedAgain(int megabytes, int times) {
    String data = "1 0 " + " ".repeat(12) + "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]>>>>";
    byte[] packed = deflated((data + " ".repeat(megabytes << 20)).getBytes(ISO_8859_1));
    var kids = new StringBuilder("3 0 R");
    for (int i = 0; i < times; i++) {
      kids.append(' ').append(XREF + 1 + i).append(" 0 R");
    }
    return objects("/Filter/FlateDecode", packed, kids.toString(), times);
  }

  /** A predictor's row of so many bytes. */
  public static byte[] longRow(int columns) {
    return objects(
        "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns " + columns + ">>",
        deflated(new byte[100]),
        "3 0 R",
        0);
  }

  /** A cross-reference of so many entries, all alike. */
  public static byte[] entries(int count) {
    var made = new BombPdf();
    made.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    made.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    made.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
    byte[] rows = new byte[count];
    java.util.Arrays.fill(rows, (byte) 9);
    return made.end(count, "[0 1 0]", "/Filter/FlateDecode", deflated(rows));
  }

  /** A form whose fields hang one under the other, each with this name. */
  public static byte[] chainOfFields(int depth, String name) {
    var made = new BombPdf();
    made.object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]>>>>");
    made.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    made.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
    made.object(4, "(" + name + ")");
    for (int i = 1; i < depth; i++) {
      made.object(9 + i, "<</T 4 0 R/FT/Sig/Kids[" + (10 + i) + " 0 R]>>");
    }
    made.object(9 + depth, "<</T 4 0 R>>");
    return made.endWithTable();
  }

  /** A form of so many fields, all at its top. */
  public static byte[] manyFields(int count) {
    var made = new BombPdf();
    made.object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 4 0 R>>>>");
    made.object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    made.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
    var all = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      all.append(10 + i).append(" 0 R ");
      made.object(10 + i, "<</T(field" + i + ")/FT/Tx/V(x)>>");
    }
    made.object(4, all.append(']').toString());
    return made.endWithTable();
  }

  /** So many nodes of the page tree that share one list of so many kids. */
  public static byte[] sharedKids(int nodes, int kids) {
    var made = new BombPdf();
    made.object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]>>>>");
    made.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
    made.object(4, "[" + "3 0 R ".repeat(kids) + "]");
    var all = new StringBuilder("<</Type/Pages/Count 1/Kids[3 0 R ");
    for (int i = 0; i < nodes; i++) {
      all.append(10 + i).append(" 0 R ");
      made.object(10 + i, "<</Type/Pages/Count 1/Kids 4 0 R>>");
    }
    made.object(2, all.append("]>>").toString());
    return made.endWithTable();
  }

  private static byte[] objects(String filter, byte[] packed, String kids, int missing) {
    var made = new BombPdf();
    made.object(2, "<</Type/Pages/Kids[" + kids + "]/Count 1>>");
    made.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
    made.stream(OBJECTS, "/Type/ObjStm/N 1/First 16" + filter, packed);
    ByteBuffer rows = ByteBuffer.allocate(7 * (XREF + 1 + missing));
    row(rows, 0, 0);
    row(rows, 2, OBJECTS);
    for (int i = 2; i <= OBJECTS; i++) {
      row(rows, 1, made.offsets.getOrDefault(i, 0));
    }
    row(rows, 1, made.out.size());
    for (int i = 0; i < missing; i++) {
      row(rows, 2, OBJECTS);
    }
    return made.end(XREF + 1 + missing, "[1 4 2]", "", rows.array());
  }

  private static void row(ByteBuffer rows, int kind, int place) {
    rows.put((byte) kind).putInt(place).putShort((short) 0);
  }

  private byte[] end(int size, String widths, String filter, byte[] rows) {
    int start = out.size();
    stream(XREF, "/Type/XRef/Root 1 0 R/Size " + size + "/W" + widths + filter, rows);
    text("startxref\n" + start + "\n%%EOF\n");
    return out.toByteArray();
  }

  private byte[] endWithTable() {
    int start = out.size();
    text("xref\n0 1\n0000000000 65535 f\r\n");
    offsets.forEach((number, at) -> text(number + " 1\n" + "%010d 00000 n\r\n".formatted(at)));
    text("trailer\n<</Root 1 0 R/Size 100000>>\nstartxref\n" + start + "\n%%EOF\n");
    return out.toByteArray();
  }

  private void object(int number, String body) {
    offsets.put(number, out.size());
    text(number + " 0 obj\n" + body + "\nendobj\n");
  }

  private void stream(int number, String entries, byte[] data) {
    offsets.put(number, out.size());
    text(number + " 0 obj\n<<" + entries + "/Length " + data.length + ">>\nstream\n");
    out.writeBytes(data);
    text("\nendstream\nendobj\n");
  }

  private void text(String latin) {
    out.writeBytes(latin.getBytes(ISO_8859_1));
  }

  private static byte[] deflated(byte[] data) {
    var deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    var packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }
}
