package natsuin.pdf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Ref;

/**
 * Whether anything but validation data was added after the last signature. Validation data may
 * change the catalog's reference to it, itself, and the document information; all else must be new
 * or the same.
 */
final class ChangesAfter {
  private static final Set<String> VALIDATION = Set.of("DSS", "Extensions");
  private final PdfFile file;
  private final byte[] bytes;
  private final Findings findings;

  ChangesAfter(PdfFile file, byte[] bytes, Findings findings) {
    this.file = file;
    this.bytes = bytes;
    this.findings = findings;
  }

  void check(int covered) {
    boolean nothing = true;
    for (int i = covered; i < bytes.length; i++) {
      nothing &= Cursor.isSpace(bytes[i] & 0xFF);
    }
    if (nothing) {
      return;
    }
    PdfFile signed;
    try {
      signed = DocumentBytes.of(Arrays.copyOf(bytes, covered)).file();
    } catch (PdfException e) {
      findings.add(IntakeRule.SIGNATURE_DAMAGED, "found", e.reason());
      return;
    }
    compare(signed);
  }

  private void compare(PdfFile signed) {
    if (!signed.catalogRef().equals(file.catalogRef())) {
      findings.add(IntakeRule.CHANGED_AFTER_SIGNATURE, file.catalogRef().number(), "", "");
    }
    Set<Integer> free = new HashSet<>();
    addNumber(free, signed.catalog().get("DSS"));
    addNumber(free, signed.dict(signed.catalog().get("DSS")).get("VRI"));
    addNumber(free, signed.trailer().get("Info"));
    for (XrefSection section : file.index().sections()) {
      for (int i = 0; i < section.size() && section.position() >= signed.bytes().length(); i++) {
        int number = section.number(i);
        if (!free.contains(number) && !isSame(number, signed)) {
          findings.add(IntakeRule.CHANGED_AFTER_SIGNATURE, number, "", "");
        }
      }
    }
  }

  private static void addNumber(
      Set<Integer> numbers, @org.jspecify.annotations.Nullable PdfObject value) {
    if (value instanceof Ref ref) {
      numbers.add(ref.number());
    }
  }

  private boolean isSame(int number, PdfFile signed) {
    XrefIndex.Entry before = signed.index().find(number);
    if (before == null || before.kind() == XrefSection.FREE) {
      return true;
    }
    XrefIndex.Entry now = file.index().find(number);
    if (now == null || now.kind() == XrefSection.FREE) {
      return false;
    }
    PdfObject old = signed.read(number, before);
    PdfObject current = file.read(number, now);
    if (number == file.catalogRef().number()
        && old instanceof Dict oldCatalog
        && current instanceof Dict catalog) {
      return text(withoutValidation(oldCatalog)).equals(text(withoutValidation(catalog)));
    }
    boolean plain = !(old instanceof PdfObject.Stream) && !(current instanceof PdfObject.Stream);
    return now.equals(before) || (plain && text(old).equals(text(current)));
  }

  private static Dict withoutValidation(Dict catalog) {
    Map<String, PdfObject> rest = new LinkedHashMap<>(catalog.entries());
    rest.keySet().removeAll(VALIDATION);
    return new Dict(rest);
  }

  private static String text(PdfObject object) {
    ByteSink out = new ByteSink();
    ObjectWriter.write(out, object);
    return Arrays.toString(out.toByteArray());
  }
}
