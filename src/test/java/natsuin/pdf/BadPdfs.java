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
    new BadContents(made::add).makeAll();
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
}
