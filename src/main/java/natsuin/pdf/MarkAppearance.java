package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;

/** Draws the mark: the impression of a seal at the left, who, why and when beside it. */
final class MarkAppearance {
  /** Of the mark as it is read, points. */
  static final double WIDTH = 156;

  static final double HEIGHT = 52;
  private static final String VERMILION = "0.83 0.18 0.11";
  private static final String INK = "0.13 0.13 0.16";
  private static final double CENTRE = HEIGHT / 2;
  private static final double RADIUS = 23.5;
  // The square that fits into the ring.
  private static final double SEAL_SIDE = 31;
  private static final double TEXT_LEFT = 57;
  private static final double TEXT_WIDTH = WIDTH - TEXT_LEFT - 2;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'JST'");

  private final MarkFont font = MarkFont.get();
  private final MarkCanvas canvas;
  private final FontSubset glyphs;
  private final String name;
  private final String standing;
  private final String time;
  private final String seal;

  private MarkAppearance(SignatureMark mark) {
    name = font.drawable(mark.name());
    standing = font.drawable(mark.standing());
    time = TIME.format(mark.time().atZone(Texts.TOKYO));
    seal = sealText(font, mark.name());
    glyphs = font.subset(List.of(name, standing, time, seal));
    canvas = new MarkCanvas(glyphs);
  }

  static Ref write(IncrementWriter out, SignatureMark mark, MarkPlacement placement) {
    MarkAppearance appearance = new MarkAppearance(mark);
    byte[] content = appearance.draw().getBytes(ISO_8859_1);
    Dict resources =
        Dict.of(
            "ColorSpace", Dict.of("C", colours()),
            "Font", Dict.of("F", appearance.glyphs.write(out)));
    Dict dict =
        Dict.of(
            "Type",
            new Name("XObject"),
            "Subtype",
            new Name("Form"),
            "BBox",
            frame(placement).toArray(),
            "Matrix",
            matrix(placement.turn()),
            "Resources",
            resources,
            "Filter",
            new Name("FlateDecode"));
    return out.writeStream(dict, Flate.deflate(content));
  }

  /**
   * On a seal stands the family name, or only 'seal' where the font lacks one of its characters.
   */
  private static String sealText(MarkFont font, String name) {
    String family = name.strip().split("[\\s\u3000]", 2)[0];
    return family.isEmpty() || !font.drawsAll(family) ? "印" : font.drawable(family);
  }

  private String draw() {
    canvas.colour(VERMILION);
    canvas.ring(CENTRE, CENTRE, RADIUS, 1.5);
    drawSeal();
    canvas.colour(INK);
    boolean two = standing.isEmpty();
    canvas.line(name, TEXT_LEFT, two ? 29 : 34.5, TEXT_WIDTH, 11);
    if (!two) {
      canvas.line(standing, TEXT_LEFT, 21.5, TEXT_WIDTH, 8.5);
    }
    canvas.line(time, TEXT_LEFT, two ? 14 : 9, TEXT_WIDTH, 8);
    return canvas.content();
  }

  private void drawSeal() {
    boolean ideographs = seal.codePoints().anyMatch(c -> c > 0x2E7F);
    int count = seal.codePointCount(0, seal.length());
    if (ideographs && count <= 16) {
      canvas.columns(seal, CENTRE, CENTRE, SEAL_SIDE);
    } else {
      canvas.centred(seal, CENTRE, CENTRE, SEAL_SIDE + 6, 15);
    }
  }

  /**
   * A viewer stretches the frame to the field: give it the field's proportions, and the mark keeps
   * its own.
   */
  private static MarkPlacement.Box frame(MarkPlacement placement) {
    double height = WIDTH * placement.height() / placement.width();
    if (height >= HEIGHT) {
      double more = (height - HEIGHT) / 2;
      return new MarkPlacement.Box(0, -more, WIDTH, HEIGHT + more);
    }
    return new MarkPlacement.Box(0, 0, HEIGHT * placement.width() / placement.height(), HEIGHT);
  }

  private static Array matrix(int turn) {
    return switch (turn) {
      case 90 -> integers(0, 1, -1, 0, 0, 0);
      case 180 -> integers(-1, 0, 0, -1, 0, 0);
      case 270 -> integers(0, -1, 1, 0, 0, 0);
      default -> integers(1, 0, 0, 1, 0, 0);
    };
  }

  private static Array integers(int... values) {
    return new Array(Arrays.stream(values).<PdfObject>mapToObj(Int::new).toList());
  }

  /**
   * sRGB's colours by their physics: they mean the same whatever the file's output intent is, as
   * PDF/A demands.
   */
  private static Array colours() {
    Dict sRgb =
        Dict.of(
            "WhitePoint", decimals(0.9505, 1, 1.089),
            "Gamma", decimals(2.2, 2.2, 2.2),
            "Matrix",
                decimals(0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505));
    return new Array(List.of(new Name("CalRGB"), sRgb));
  }

  private static Array decimals(double... values) {
    return new Array(
        Arrays.stream(values)
            .<PdfObject>mapToObj(v -> new PdfObject.Real(Double.toString(v)))
            .toList());
  }
}
