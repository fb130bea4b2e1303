package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Files with something in them that acts, hides or forbids. */
final class BadContents {
  private final Sink sink;

  BadContents(Sink sink) {
    this.sink = sink;
  }

  /** Takes a file. */
  interface Sink {
    void add(IntakeRule rule, String what, byte[] bytes);
  }

  void makeAll() {
    actions();
    contents();
    signatures();
  }

  private void add(IntakeRule rule, String what, byte[] bytes) {
    sink.add(rule, what, bytes);
  }

  private void add(IntakeRule rule, String what, String text) {
    add(rule, what, text.getBytes(ISO_8859_1));
  }

  private void add(IntakeRule rule, String what, MadePdf file) {
    add(rule, what, file.bytes());
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
