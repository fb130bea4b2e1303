package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** For each rule the files that break it. */
final class BadPdfs {
  /** Small limits, so that the files stay small. */
  static final IntakeLimits LIMITS =
      new IntakeLimits(
          3 << 20, 20, 2_000, 32, 8 << 20, 20 << 20, 100, 1_000_000, Duration.ofSeconds(10));

  private final Map<IntakeRule, List<Bad>> files = new EnumMap<>(IntakeRule.class);

  private BadPdfs() {}

  record Bad(String what, byte[] bytes, IntakeLimits limits) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Map<IntakeRule, List<Bad>> all() {
    BadPdfs made = new BadPdfs();
    made.shapes();
    made.structure();
    made.bombs();
    made.actions();
    made.contents();
    made.signatures();
    return made.files;
  }

  private void add(IntakeRule rule, String what, byte[] bytes) {
    files.computeIfAbsent(rule, r -> new ArrayList<>()).add(new Bad(what, bytes, LIMITS));
  }

  private void add(IntakeRule rule, String what, String text) {
    add(rule, what, text.getBytes(ISO_8859_1));
  }

  private void add(IntakeRule rule, String what, MadePdf file) {
    add(rule, what, file.bytes());
  }

  private void shapes() {
    String plain = MadePdf.plain().text();
    add(IntakeRule.EMPTY, "no byte at all", "");
    add(IntakeRule.NOT_A_PDF, "a ZIP", "PK\003\004 and so on %%EOF");
    add(IntakeRule.NOT_A_PDF, "a sentence", "This is no PDF.");
    add(IntakeRule.BYTES_BEFORE_HEADER, "a line before the header", "<html>\n" + plain);
    add(IntakeRule.VERSION_UNKNOWN, "version 1.9", MadePdf.plain().header("%PDF-1.9\n"));
    add(
        IntakeRule.VERSION_UNKNOWN,
        "version 3.0 in the catalog",
        MadePdf.plain().catalog("/Version /3.0"));
    add(IntakeRule.TOO_LARGE, "four megabytes", plain + " ".repeat(4 << 20));
    add(IntakeRule.TRUNCATED, "cut in the middle", plain.substring(0, plain.length() / 2));
    add(IntakeRule.TRUNCATED, "without its last line", plain.replace("%%EOF", ""));
    add(IntakeRule.TRUNCATED, "an update that broke off", plain + "4 0 obj\n<</Type");
    add(IntakeRule.TRAILING_BYTES, "a note behind the end", plain + "PS: pay twice");
    add(
        IntakeRule.ENCRYPTED,
        "with the empty password",
        MadePdf.plain().trailer("/Encrypt <</Filter /Standard /V 1 /R 2 /O (o) /U (u) /P -4>>"));
    add(
        IntakeRule.XREF_DAMAGED,
        "startxref into nowhere",
        plain.replaceAll("startxref\n\\d+", "startxref\n7"));
    add(
        IntakeRule.XREF_DAMAGED,
        "startxref behind the end",
        plain.replaceAll("startxref\n\\d+", "startxref\n99999"));
    add(
        IntakeRule.XREF_DAMAGED,
        "a circle of sections",
        MadePdf.plain().trailer("/Prev " + plain.indexOf("xref\n0 1")));
    add(
        IntakeRule.OBJECT_DAMAGED,
        "a shifted object",
        plain.replace("3 0 obj\n", "3 0 obj \n").replace("endobj\nxref", "endobjxref"));
    add(
        IntakeRule.OBJECT_DAMAGED,
        "a stream longer than it says",
        MadePdf.plain().object(10, "<</Length 2>>\nstream\nabcdef\nendstream"));
    add(IntakeRule.OBJECT_DAMAGED, "one key twice", MadePdf.plain().object(10, "<</A 1 /A 2>>"));
    add(
        IntakeRule.OBJECT_DAMAGED,
        "a compressed stream that breaks off",
        MadePdf.plain().stream(10, "/Filter /FlateDecode", new byte[] {0x78}));
    add(
        IntakeRule.DUPLICATE_OBJECT,
        "one number twice in one section",
        plain.replace(
            "trailer",
            plain.substring(plain.indexOf("3 1\n"), plain.indexOf("trailer")) + "trailer"));
  }

  private void structure() {
    add(IntakeRule.PAGE_TREE_DAMAGED, "no pages", MadePdf.plain().pages("/Kids [] /Count 0"));
    add(
        IntakeRule.PAGE_TREE_DAMAGED,
        "a page tree in a circle",
        MadePdf.plain().pages("/Kids [3 0 R 2 0 R] /Count 2"));
    add(
        IntakeRule.PAGE_TREE_DAMAGED,
        "one page twice",
        MadePdf.plain().pages("/Kids [3 0 R 3 0 R] /Count 2"));
    add(
        IntakeRule.PAGE_TREE_DAMAGED,
        "a page that is none",
        MadePdf.plain().pages("/Kids [10 0 R] /Count 1").object(10, "<</Type /Font>>"));
    add(
        IntakeRule.PAGE_COUNT_WRONG,
        "claims five, has one",
        MadePdf.plain().pages("/Kids [3 0 R] /Count 5"));
    add(IntakeRule.PAGE_COUNT_WRONG, "claims nothing", MadePdf.plain().pages("/Kids [3 0 R]"));
    MadePdf many = MadePdf.plain();
    StringBuilder kids = new StringBuilder();
    for (int i = 10; i < 40; i++) {
      kids.append(i).append(" 0 R ");
      many.object(i, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>");
    }
    add(IntakeRule.TOO_MANY_PAGES, "thirty pages", many.pages("/Kids [" + kids + "] /Count 30"));
    add(
        IntakeRule.READERS_DISAGREE,
        "a page that some take for a node",
        MadePdf.plain()
            .pages("/Kids [3 0 R 10 0 R] /Count 2")
            .object(10, "<</Type /Page /Kids 7 /Parent 2 0 R>>"));
    add(
        IntakeRule.TOO_MANY_OBJECTS,
        "three thousand free objects",
        MadePdf.plain()
            .text()
            .replace(
                "0 1\n0000000000 65535 f\r\n",
                "0 1\n0000000000 65535 f\r\n100 3000\n" + "0000000000 00000 f\r\n".repeat(3000)));
    add(
        IntakeRule.NESTED_TOO_DEEP,
        "a thousand brackets",
        MadePdf.plain().object(10, "[".repeat(1000) + "]".repeat(1000)));
    add(
        IntakeRule.NESTED_TOO_DEEP,
        "a million brackets",
        MadePdf.plain().object(10, "[".repeat(1_000_000)));
  }

  private void bombs() {
    byte[] once = MadePdf.deflated(new byte[30 << 20]);
    add(
        IntakeRule.EXPANDS_TOO_MUCH,
        "thirty megabytes of nothing",
        MadePdf.plain().stream(10, "/Filter /FlateDecode", once));
    add(
        IntakeRule.EXPANDS_TOO_MUCH,
        "compressed twice",
        MadePdf.plain().stream(10, "/Filter [/FlateDecode /FlateDecode]", MadePdf.deflated(once)));
    byte[] runs = new byte[200_000];
    for (int i = 0; i < runs.length; i += 2) {
      runs[i] = (byte) 129;
    }
    add(
        IntakeRule.EXPANDS_TOO_MUCH,
        "run lengths",
        MadePdf.plain().stream(10, "/Filter /RunLengthDecode", runs));
    add(
        IntakeRule.EXPANDS_TOO_MUCH,
        "an image of ten million pixels",
        MadePdf.plain().stream(10, "/Subtype /Image /Width 5000 /Height 2000", new byte[1]));
    MadePdf many = MadePdf.plain();
    byte[] part = MadePdf.deflated(new byte[900_000]);
    for (int i = 0; i < 40; i++) {
      many.stream(10 + i, "/Filter /FlateDecode", part);
    }
    add(IntakeRule.EXPANDS_TOO_MUCH, "forty small ones", many);
    IntakeLimits noTime =
        new IntakeLimits(3 << 20, 20, 2_000, 32, 8 << 20, 20 << 20, 100, 1_000_000, Duration.ZERO);
    byte[] plain = MadePdf.plain().stream(10, "/Filter /FlateDecode", part).bytes();
    files.put(IntakeRule.TOOK_TOO_LONG, List.of(new Bad("no time at all", plain, noTime)));
  }

  private void actions() {
    add(IntakeRule.JAVASCRIPT, "when opened", open("/S /JavaScript /JS (app.alert\\(1\\))"));
    add(
        IntakeRule.JAVASCRIPT,
        "in the names tree",
        MadePdf.plain()
            .catalog("/Names <</JavaScript <</Names [(a) 10 0 R]>>>>")
            .object(10, "<</S /GoTo>>"));
    add(
        IntakeRule.JAVASCRIPT,
        "at a page",
        MadePdf.plain().page("/AA <</O <</S /JavaScript /JS (x)>>>>"));
    add(
        IntakeRule.JAVASCRIPT,
        "its name in an object of its own",
        open("/S 10 0 R").object(10, "/JavaScript"));
    add(IntakeRule.JAVASCRIPT, "its name written in hexadecimal", open("/S /J#61vaScript"));
    add(
        IntakeRule.JAVASCRIPT,
        "after a harmless action",
        open("/S /GoTo /D [3 0 R /Fit] /Next <</S /JavaScript>>"));
    add(
        IntakeRule.JAVASCRIPT,
        "in an object stream",
        ObjectStreamPdf.hiding("<</S /JavaScript /JS (x)>>"));
    add(IntakeRule.LAUNCH, "when opened", open("/S /Launch /F (calc.exe)"));
    add(IntakeRule.FORM_ACTION, "sends the form", open("/S /SubmitForm /F (https://example.jp/)"));
    add(IntakeRule.FORM_ACTION, "imports data", open("/S /ImportData /F (a.fdf)"));
    add(IntakeRule.OTHER_DOCUMENT, "to another file", open("/S /GoToR /F (other.pdf)"));
    add(IntakeRule.OTHER_DOCUMENT, "to an embedded file", open("/S /GoToE"));
    add(IntakeRule.LINK_SCHEME, "script as a link", open("/S /URI /URI (javascript:alert\\(1\\))"));
    add(IntakeRule.LINK_SCHEME, "a file as a link", open("/S /URI /URI (file:///etc/passwd)"));
    add(IntakeRule.HIDING_ACTION, "hides a field", open("/S /Hide /T (amount)"));
    add(
        IntakeRule.HIDING_ACTION,
        "switches a layer",
        open("/S /SetOCGState /State [/Toggle 10 0 R]"));
    add(IntakeRule.UNKNOWN_ACTION, "prints when opened", open("/S /Named /N /Print"));
    add(IntakeRule.UNKNOWN_ACTION, "an invention", open("/S /DoAsIWish"));
  }

  private static MadePdf open(String action) {
    return MadePdf.plain().catalog("/OpenAction <<" + action + ">>");
  }

  private static MadePdf annotation(String entries) {
    return MadePdf.plain().page("/Annots [<</Type /Annot /Rect [0 0 9 9] " + entries + ">>]");
  }

  private void contents() {
    add(IntakeRule.MEDIA, "a film", annotation("/Subtype /Movie"));
    add(IntakeRule.MEDIA, "rich media", annotation("/Subtype /RichMedia"));
    add(IntakeRule.MEDIA, "a sound", open("/S /Sound"));
    add(IntakeRule.EMBEDDED_FILE, "attached to a page", annotation("/Subtype /FileAttachment"));
    add(
        IntakeRule.EMBEDDED_FILE,
        "in the names tree",
        MadePdf.plain().catalog("/Names <</EmbeddedFiles <</Names []>>>>"));
    add(
        IntakeRule.EMBEDDED_FILE,
        "as PDF/A-3 allows",
        MadePdf.plain()
            .catalog("/AF [10 0 R]")
            .object(10, "<</Type /Filespec /F (a.xml) /EF <</F 11 0 R>>>>")
            .stream(11, "/Type /EmbeddedFile", new byte[1]));
    add(IntakeRule.PORTFOLIO, "a collection", MadePdf.plain().catalog("/Collection <<>>"));
    add(
        IntakeRule.XFA,
        "a form in XML",
        MadePdf.plain().catalog("/AcroForm <</Fields [] /XFA [(template) 10 0 R]>>").stream(
            10, "", new byte[1]));
    add(IntakeRule.HIDDEN_LAYER, "a layer that is off", layers("/OFF [10 0 R]"));
    add(IntakeRule.HIDDEN_LAYER, "all layers off", layers("/BaseState /OFF"));
    add(
        IntakeRule.HIDDEN_LAYER,
        "another layer for paper",
        layers("/AS [<</Event /Print /Category [/Print] /OCGs [10 0 R]>>]"));
    add(
        IntakeRule.HIDDEN_LAYER,
        "shown while another is off",
        MadePdf.plain().object(10, "<</Type /OCMD /P /AllOff>>"));
    add(IntakeRule.HIDDEN_ANNOTATION, "on paper only", annotation("/Subtype /FreeText /F 36"));
    add(
        IntakeRule.EXTERNAL_CONTENT,
        "a stream kept elsewhere",
        MadePdf.plain().stream(10, "/F (https://example.jp/a)", new byte[0]));
    add(
        IntakeRule.EXTERNAL_CONTENT,
        "a page of another file",
        MadePdf.plain().stream(
            10, "/Subtype /Form /BBox [0 0 1 1] /Ref <</F (a.pdf) /Page 0>>", new byte[0]));
    add(
        IntakeRule.ALTERNATE_CONTENT,
        "another image for printing",
        MadePdf.plain().stream(
            10, "/Subtype /Image /Width 1 /Height 1 /Alternates []", new byte[1]));
    add(
        IntakeRule.ALTERNATE_CONTENT,
        "PostScript",
        MadePdf.plain().stream(10, "/Subtype /PS", new byte[1]));
  }

  private static MadePdf layers(String configuration) {
    return MadePdf.plain()
        .catalog("/OCProperties <</OCGs [10 0 R] /D <<" + configuration + ">>>>")
        .object(10, "<</Type /OCG /Name (Other amount)>>");
  }

  private void signatures() {
    add(
        IntakeRule.USAGE_RIGHTS,
        "for a reader's abilities",
        MadePdf.plain().catalog("/Perms <</UR3 10 0 R>>").object(10, "<</Type /Sig>>"));
    add(
        IntakeRule.CERTIFIED,
        "no changes allowed",
        TheirSignature.with(
            "/Reference [<</TransformMethod /DocMDP /TransformParams <</P 1 /V /1.2>>>>]",
            "/Perms <</DocMDP 11 0 R>>",
            ""));
    add(
        IntakeRule.FIELDS_LOCKED,
        "all fields locked",
        TheirSignature.with(
            "/Reference [<</TransformMethod /FieldMDP /TransformParams <</Action /All>>>>]",
            "",
            ""));
    add(
        IntakeRule.FIELDS_LOCKED,
        "no changes after this field",
        TheirSignature.with("", "", "/Lock <</Type /SigFieldLock /Action /All /P 1>>"));
    add(
        IntakeRule.SIGNATURE_DAMAGED,
        "a byte range that skips the beginning",
        new String(TheirSignature.with("", "", ""), ISO_8859_1)
            .replace("/ByteRange [0 ", "/ByteRange [9 "));
    add(
        IntakeRule.SIGNATURE_DAMAGED,
        "no byte range",
        new String(TheirSignature.with("", "", ""), ISO_8859_1)
            .replace("/ByteRange", "/ByteChange"));
    add(
        IntakeRule.CHANGED_AFTER_SIGNATURE,
        "a page replaced afterwards",
        TheirSignature.thenReplaced(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"));
    add(
        IntakeRule.FALSE_SEAL,
        "a seal without a signature",
        MadePdf.plain()
            .catalog("/AcroForm <</Fields [10 0 R]>>")
            .page("/Annots [10 0 R]")
            .object(
                10,
                "<</Type /Annot /Subtype /Widget /FT /Sig /T (seal) /Rect [0 0 9 9] /AP <</N 11 0"
                    + " R>>>>")
            .stream(
                11, "/Subtype /Form /BBox [0 0 9 9]", "BT (signed) Tj ET".getBytes(ISO_8859_1)));
  }
}
