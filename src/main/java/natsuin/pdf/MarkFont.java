package natsuin.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * BIZ UDGothic, of which every mark embeds the few glyphs that it shows. Read once per process;
 * thread-safe.
 */
final class MarkFont {
  /** What stands in Japanese print for a character that the case does not have. */
  private static final int GETA = 0x3013;

  private static final int MOST_KEPT = 256;
  private static final List<String> TABLES =
      List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");

  private final TrueTypeFont font;
  private final CmapLookup characters;
  private final Map<Set<Integer>, FontSubset> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Set<Integer>, FontSubset> eldest) {
              return size() > MOST_KEPT;
            }
          });

  private MarkFont() {
    try (InputStream in = MarkFont.class.getResourceAsStream("/fonts/BIZUDGothic-Regular.ttf")) {
      font = new TTFParser().parse(new RandomAccessReadBuffer(Objects.requireNonNull(in)));
      characters = font.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Holder {
    private static final MarkFont FONT = new MarkFont();
  }

  static MarkFont get() {
    return Holder.FONT;
  }

  /**
   * The text in characters that the font has: variation selectors dropped, unknown ones replaced.
   */
  String drawable(String text) {
    StringBuilder drawable = new StringBuilder();
    text.codePoints()
        .filter(c -> !isVariationSelector(c) && !Character.isISOControl(c))
        .forEach(c -> drawable.append(drawable(c)));
    return drawable.toString();
  }

  /** Whether nothing had to be replaced. */
  boolean drawsAll(String text) {
    return drawable(text).codePoints().noneMatch(c -> c == GETA);
  }

  private String drawable(int c) {
    String plain = Character.toString(c);
    if (has(c)) {
      return plain;
    }
    String simpler = Normalizer.normalize(plain, Normalizer.Form.NFKC);
    return simpler.codePoints().allMatch(this::has) ? simpler : Character.toString(GETA);
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private boolean has(int c) {
    return characters.getGlyphId(c) != 0;
  }

  /** The glyphs for these drawable texts. */
  FontSubset subset(List<String> texts) {
    Set<Integer> used = new TreeSet<>();
    texts.forEach(text -> text.codePoints().forEach(used::add));
    return kept.computeIfAbsent(used, this::make);
  }

  private synchronized FontSubset make(Set<Integer> used) {
    try {
      TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
      subsetter.addAll(used);
      Map<Integer, Integer> originals = subsetter.getGIDMap();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      subsetter.writeToStream(out);
      Map<Integer, Integer> subsetOf = new LinkedHashMap<>();
      originals.forEach((small, original) -> subsetOf.put(original, small));
      Map<Integer, FontSubset.Glyph> glyphs = new LinkedHashMap<>();
      for (int c : used) {
        int original = characters.getGlyphId(c);
        int id = Objects.requireNonNull(subsetOf.get(original));
        glyphs.put(c, new FontSubset.Glyph(id, font.getAdvanceWidth(original)));
      }
      return new FontSubset(out.toByteArray(), glyphs, originals.size(), metrics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FontSubset.Metrics metrics() throws IOException {
    var head = font.getHeader();
    var hhea = font.getHorizontalHeader();
    return new FontSubset.Metrics(
        font.getUnitsPerEm(),
        List.of(
            (int) head.getXMin(), (int) head.getYMin(), (int) head.getXMax(), (int) head.getYMax()),
        hhea.getAscender(),
        hhea.getDescender());
  }
}
