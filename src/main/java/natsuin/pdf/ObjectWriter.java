package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.HexFormat;
import java.util.Map;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Bool;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Null;
import natsuin.pdf.PdfObject.Real;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Str;
import natsuin.pdf.PdfObject.Stream;

/** Writes objects (ISO 32000-2 section 7.3). */
final class ObjectWriter {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private ObjectWriter() {}

  static void write(ByteSink out, PdfObject object) {
    switch (object) {
      case Null n -> out.text("null");
      case Bool b -> out.text(b.value() ? "true" : "false");
      case Int i -> out.text(Long.toString(i.value()));
      case Real r -> out.text(r.text());
      case Name n -> name(out, n.value());
      case Str s -> out.text("<").text(HEX.formatHex(s.bytes())).text(">");
      case Ref r -> out.text(r.number() + " " + r.generation() + " R");
      case Array a -> array(out, a);
      case Dict d -> dict(out, d);
      case Stream s -> throw new IllegalArgumentException("A stream cannot stand inside an object");
    }
  }

  private static void array(ByteSink out, Array array) {
    out.text("[");
    String gap = "";
    for (PdfObject item : array.items()) {
      out.text(gap);
      write(out, item);
      gap = " ";
    }
    out.text("]");
  }

  static void dict(ByteSink out, Dict dict) {
    out.text("<<");
    for (Map.Entry<String, PdfObject> entry : dict.entries().entrySet()) {
      name(out, entry.getKey());
      out.one(' ');
      write(out, entry.getValue());
    }
    out.text(">>");
  }

  private static void name(ByteSink out, String name) {
    out.one('/');
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > '~' || c < '!' || c == '#' || Cursor.isDelimiter(c)) {
        out.text("#%02X".formatted((int) c));
      } else {
        out.one(c);
      }
    }
  }

  /** A text string (ISO 32000-2 section 7.9.2.2): ASCII as it is, all else in UTF-16BE. */
  static Str text(String text) {
    boolean ascii = text.chars().allMatch(c -> c >= ' ' && c <= '~');
    return new Str(ascii ? text.getBytes(ISO_8859_1) : ("\uFEFF" + text).getBytes(UTF_16BE));
  }
}
