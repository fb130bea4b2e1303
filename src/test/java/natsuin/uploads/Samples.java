package natsuin.uploads;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import natsuin.pdf.HtmlToPdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Files as customers send them, made on the spot. */
public final class Samples {
  /** The test virus, in two halves so that no scanner takes this file for it. */
  public static final byte[] EICAR =
      ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
          .getBytes(StandardCharsets.US_ASCII);

  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  private static final String EXCEL =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  private static final String RELATIONSHIPS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  private Samples() {}

  /** A picture of a card with somebody's name, in the format of that ending. */
  public static byte[] picture(String ending) {
    return picture(ending, 400, 250);
  }

  static byte[] picture(String ending, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(new Color(0x1B4F8C));
    graphics.fillRect(width / 20, height / 10, width / 4, height / 2);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    try {
      String format =
          switch (ending) {
            case "jpg", "jpeg" -> "jpeg";
            case "tif", "tiff" -> "tiff";
            default -> ending;
          };
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException(ending);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A file of each of the ten kinds. */
  public static byte[] of(String ending) {
    return switch (ending) {
      case "docx" -> docx(Map.of());
      case "xlsx" -> xlsx(Map.of());
      case "pdf" -> pdf("在籍証明書");
      default -> picture(ending);
    };
  }

  static byte[] pdf(String text) {
    return HtmlToPdf.render(
        "<html><head><style>body{font-family:'BIZ UDGothic'}</style></head><body><h1>"
            + text
            + "</h1></body></html>");
  }

  /** A text document with these parts beside or instead of its own. */
  static byte[] docx(Map<String, Object> parts) {
    var all = new LinkedHashMap<String, Object>();
    all.put("[Content_Types].xml", types("word/document.xml", WORD));
    all.put("_rels/.rels", relationships(relationship("officeDocument", "word/document.xml", "")));
    all.put("word/document.xml", document("<w:r><w:t>在籍証明書 見本太郎</w:t></w:r>"));
    all.putAll(parts);
    return zip(all);
  }

  static String document(String runs) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document"
        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>"
        + runs
        + "</w:p></w:body></w:document>";
  }

  static byte[] xlsx(Map<String, Object> parts) {
    var all = new LinkedHashMap<String, Object>();
    all.put(
        "[Content_Types].xml",
        types("xl/workbook.xml", EXCEL)
            .replace(
                "</Types>",
                "<Override PartName=\"/xl/worksheets/sheet1.xml\""
                    + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"));
    all.put("_rels/.rels", relationships(relationship("officeDocument", "xl/workbook.xml", "")));
    all.put("xl/workbook.xml", "<workbook><sheets/></workbook>");
    all.put(
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row><c"
            + " t=\"inlineStr\"><is><t>社員名簿</t></is></c><c><v>42</v></c></row></sheetData></worksheet>");
    all.putAll(parts);
    return zip(all);
  }

  static String types(String main, String kind) {
    return "<?xml version=\"1.0\"?><Types"
        + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
        + " Extension=\"rels\""
        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override"
        + " PartName=\"/"
        + main
        + "\" ContentType=\""
        + kind
        + "\"/></Types>";
  }

  static String relationships(String... each) {
    return "<?xml version=\"1.0\"?><Relationships"
        + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + String.join("", each)
        + "</Relationships>";
  }

  static String relationship(String kind, String target, String mode) {
    return "<Relationship Id=\"r%d\" Type=\"%s%s\" Target=\"%s\"%s/>"
        .formatted(
            target.hashCode() & Integer.MAX_VALUE,
            RELATIONSHIPS,
            kind,
            target,
            mode.isEmpty() ? "" : " TargetMode=\"" + mode + "\"");
  }

  static byte[] zip(Map<String, Object> parts) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(
            part.getValue() instanceof byte[] bytes
                ? bytes
                : part.getValue().toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A PDF that carries these bytes as a compressed attachment. */
  static byte[] pdfWithAttachment(byte[] content) {
    try (var document = Loader.loadPDF(pdf("在籍証明書"))) {
      var file =
          new PDEmbeddedFile(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE);
      var specification = new PDComplexFileSpecification();
      specification.setFile("note.txt");
      specification.setEmbeddedFile(file);
      var files = new PDEmbeddedFilesNameTreeNode();
      files.setNames(Map.of("note.txt", specification));
      var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
      names.setEmbeddedFiles(files);
      document.getDocumentCatalog().setNames(names);
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text document that carries a macro. */
  public static byte[] withMacros() {
    return docx(Map.of("word/vbaProject.bin", "x"));
  }

  /** A text document with the test virus inside. */
  public static byte[] withEicar() {
    return docx(Map.of("word/media/note.txt", EICAR));
  }

  static byte[] encryptedPdf() {
    try (var document = Loader.loadPDF(pdf("在籍証明書"))) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page whose content unpacks to 200 MB. */
  static byte[] pdfBomb() {
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      var stream = document.getDocument().createCOSStream();
      try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        for (int i = 0; i < 200; i++) {
          out.write(blanks);
        }
      }
      page.getCOSObject().setItem(COSName.CONTENTS, stream);
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] saved(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  /** A small PNG that says it is of this size (RFC 2083, 11.2.2), with the checksum right. */
  static byte[] pngOfSize(int width, int height) {
    byte[] png = picture("png", 10, 10);
    var header = ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    var checksum = new CRC32();
    checksum.update(png, 12, 17);
    header.putInt(29, (int) checksum.getValue());
    return png;
  }
}
