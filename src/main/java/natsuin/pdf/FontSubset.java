package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Str;

/**
 * A few glyphs of a TrueType font, and how they are written into a PDF as PDF/A-1 and later want
 * it.
 */
final class FontSubset {
  private static final String NAME = "NATSUI+BIZUDGothic";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private final byte[] compressed;
  private final int length;
  private final Map<Integer, Glyph> glyphs;
  private final int glyphCount;
  private final Metrics metrics;

  /**
   * A glyph.
   *
   * @param id in the subset
   * @param width in font units
   */
  record Glyph(int id, int width) {}

  record Metrics(int unitsPerEm, List<Integer> box, int ascent, int descent) {}

  FontSubset(byte[] file, Map<Integer, Glyph> glyphs, int glyphCount, Metrics metrics) {
    this.compressed = Flate.deflate(file);
    this.length = file.length;
    this.glyphs = glyphs;
    this.glyphCount = glyphCount;
    this.metrics = metrics;
  }

  /** Bytes of the file with these glyphs. */
  int length() {
    return length;
  }

  private Glyph glyph(int character) {
    return Objects.requireNonNull(glyphs.get(character));
  }

  /** Width in thousandths of the font's size. */
  double width(String text) {
    return text.codePoints().mapToDouble(c -> thousandths(glyph(c).width())).sum();
  }

  private long thousandths(int units) {
    return Math.round(units * 1000.0 / metrics.unitsPerEm());
  }

  /** The text as a string operand. */
  String encode(String text) {
    StringBuilder hex = new StringBuilder("<");
    text.codePoints().forEach(c -> hex.append("%04X".formatted(glyph(c).id())));
    return hex.append('>').toString();
  }

  /** Writes font, descriptor, file and maps. */
  Ref write(IncrementWriter out) {
    Ref file = out.writeStream(flate().with("Length1", new Int(length)), compressed);
    Ref descriptor = out.write(descriptor(file, out.writeStream(Dict.EMPTY, cidSet())));
    Dict systemInfo =
        Dict.of(
            "Registry", new Str("Adobe".getBytes(ISO_8859_1)),
            "Ordering", new Str("Identity".getBytes(ISO_8859_1)),
            "Supplement", new Int(0));
    Dict descendant =
        Dict.of(
            "Type", new Name("Font"),
            "Subtype", new Name("CIDFontType2"),
            "BaseFont", new Name(NAME),
            "CIDSystemInfo", systemInfo,
            "FontDescriptor", descriptor,
            "CIDToGIDMap", new Name("Identity"),
            "DW", new Int(1000),
            "W", widths());
    Ref toUnicode = out.writeStream(flate(), Flate.deflate(toUnicode().getBytes(ISO_8859_1)));
    return out.write(
        Dict.of(
            "Type", new Name("Font"),
            "Subtype", new Name("Type0"),
            "BaseFont", new Name(NAME),
            "Encoding", new Name("Identity-H"),
            "DescendantFonts", new Array(List.of(out.write(descendant))),
            "ToUnicode", toUnicode));
  }

  private static Dict flate() {
    return Dict.of("Filter", new Name("FlateDecode"));
  }

  private Dict descriptor(Ref file, Ref cidSet) {
    List<PdfObject> box = new ArrayList<>();
    metrics.box().forEach(units -> box.add(new Int(thousandths(units))));
    return Dict.of(
        "Type", new Name("FontDescriptor"),
        "FontName", new Name(NAME),
        "Flags", new Int(4),
        "FontBBox", new Array(box),
        "ItalicAngle", new Int(0),
        "Ascent", new Int(thousandths(metrics.ascent())),
        "Descent", new Int(thousandths(metrics.descent())),
        "CapHeight", new Int(thousandths(metrics.ascent())),
        "StemV", new Int(80),
        "FontFile2", file,
        "CIDSet", cidSet);
  }

  /** One bit for each glyph in the file. */
  private byte[] cidSet() {
    byte[] bits = new byte[(glyphCount + 7) / 8];
    for (int i = 0; i < glyphCount; i++) {
      bits[i / 8] = (byte) (bits[i / 8] | (0x80 >> (i % 8)));
    }
    return bits;
  }

  private Array widths() {
    TreeMap<Integer, Long> byId = new TreeMap<>();
    glyphs.values().forEach(glyph -> byId.put(glyph.id(), thousandths(glyph.width())));
    List<PdfObject> widths = new ArrayList<>();
    byId.forEach(
        (id, width) -> {
          widths.add(new Int(id));
          widths.add(new Array(List.of(new Int(width))));
        });
    return new Array(widths);
  }

  private String toUnicode() {
    StringBuilder map = new StringBuilder();
    map.append("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n");
    map.append("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n");
    map.append("/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n");
    map.append("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    List<Map.Entry<Integer, Glyph>> entries = List.copyOf(glyphs.entrySet());
    for (int i = 0; i < entries.size(); i += 100) {
      List<Map.Entry<Integer, Glyph>> part = entries.subList(i, Math.min(entries.size(), i + 100));
      map.append(part.size()).append(" beginbfchar\n");
      for (Map.Entry<Integer, Glyph> entry : part) {
        String utf16 = HEX.formatHex(Character.toString(entry.getKey()).getBytes(UTF_16BE));
        map.append("<%04X> <%s>%n".formatted(entry.getValue().id(), utf16));
      }
      map.append("endbfchar\n");
    }
    return map.append("endcmap CMapName currentdict /CMap defineresource pop end end\n").toString();
  }
}
