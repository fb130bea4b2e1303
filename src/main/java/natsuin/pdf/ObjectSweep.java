package natsuin.pdf;

import java.util.BitSet;
import java.util.Map;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Stream;

/**
 * Looks at every object that the newest revision has, used or not: nothing can hide behind not
 * being referred to.
 */
final class ObjectSweep {
  private static final int OFTEN = 255;
  private final PdfFile file;
  private final IntakeLimits limits;
  private final Findings findings;
  private final ActiveContentRules activeContent;
  private final StreamRules streams;

  ObjectSweep(PdfFile file, IntakeLimits limits, Findings findings) {
    this.file = file;
    this.limits = limits;
    this.findings = findings;
    this.activeContent = new ActiveContentRules(file, findings);
    this.streams = new StreamRules(file, limits, findings);
  }

  void check() {
    for (XrefSection section : file.index().sections()) {
      checkDuplicates(section);
    }
    for (int number = 1; number <= file.index().highest(); number++) {
      XrefIndex.Entry entry = file.index().find(number);
      if (entry != null && entry.kind() != XrefSection.FREE) {
        checkObject(number, entry);
      }
      if ((number & OFTEN) == 0) {
        findings.checkTime();
      }
    }
  }

  private void checkDuplicates(XrefSection section) {
    BitSet seen = new BitSet();
    for (int i = 0; i < section.size(); i++) {
      if (seen.get(section.number(i))) {
        findings.add(IntakeRule.DUPLICATE_OBJECT, section.number(i), "", "");
      }
      seen.set(section.number(i));
    }
  }

  private void checkObject(int number, XrefIndex.Entry entry) {
    try {
      PdfObject object = file.read(number, entry);
      visit(number, object);
      if (object instanceof Stream stream) {
        streams.check(number, stream);
      }
    } catch (PdfException e) {
      findings.add(IntakeRule.OBJECT_DAMAGED, number, "found", e.reason());
    } catch (TooDeepException e) {
      findings.add(IntakeRule.NESTED_TOO_DEEP, number, "limit", limits.maxDepth());
    }
  }

  private void visit(int number, PdfObject object) {
    switch (object) {
      case Dict dict -> visitDict(number, dict, false);
      case Stream stream -> visitDict(number, stream.dict(), true);
      case Array array -> {
        for (PdfObject item : array.items()) {
          visit(number, item);
        }
      }
      default -> {}
    }
  }

  private void visitDict(int number, Dict dict, boolean ofStream) {
    activeContent.check(number, dict, ofStream);
    for (Map.Entry<String, PdfObject> entry : dict.entries().entrySet()) {
      visit(number, entry.getValue());
    }
  }
}
