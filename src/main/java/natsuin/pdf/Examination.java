package natsuin.pdf;

import java.util.HexFormat;
import java.util.List;

/** One file's way through the intake, from its shape to a second reader's opinion. */
final class Examination {
  private final byte[] bytes;
  private final IntakeLimits limits;
  private final Findings findings;
  private final DocumentBytes document;

  Examination(byte[] bytes, IntakeLimits limits) {
    this.bytes = bytes;
    this.limits = limits;
    this.findings = new Findings(limits.maxTime());
    this.document = DocumentBytes.of(bytes);
  }

  IntakeVerdict verdict() {
    try {
      new FileShape(bytes, limits, findings).check();
      return examine(read());
    } catch (Findings.Finished finished) {
      return new IntakeVerdict.Refused(findings.reasons(object -> 0));
    }
  }

  private PdfFile read() {
    int decoded = (int) Math.min(limits.maxStreamBytes(), Integer.MAX_VALUE);
    try {
      PdfFile file =
          PdfFile.read(document, new ReadLimits(limits.maxObjects(), limits.maxDepth(), decoded));
      if (file.index().sections().stream().anyMatch(s -> s.trailer().has("Encrypt"))) {
        throw findings.last(IntakeRule.ENCRYPTED, "", "");
      }
      if (file.catalog().entries().isEmpty()) {
        throw findings.last(IntakeRule.XREF_DAMAGED, "found", file.startxref());
      }
      return file;
    } catch (PdfException e) {
      throw findings.last(IntakeRule.XREF_DAMAGED, "found", e.reason());
    } catch (TooManyObjectsException e) {
      throw findings.last(IntakeRule.TOO_MANY_OBJECTS, "limit", limits.maxObjects());
    } catch (TooDeepException e) {
      throw findings.last(IntakeRule.NESTED_TOO_DEEP, "limit", limits.maxDepth());
    }
  }

  private IntakeVerdict examine(PdfFile file) {
    List<Pages.Page> pages = List.of();
    try {
      new ObjectSweep(file, limits, findings).check();
      pages = new PageRules(file, limits, findings).check();
      new CatalogRules(file, findings).check();
      List<IntakeVerdict.ExistingSignature> signatures =
          new SignatureRules(file, bytes, findings).check();
      if (findings.isEmpty()) {
        new SecondOpinion(bytes, pages.size(), limits, findings).check();
      }
      if (findings.isEmpty()) {
        return signable(file, pages.size(), signatures);
      }
    } catch (PdfException e) {
      findings.add(IntakeRule.OBJECT_DAMAGED, "found", e.reason());
    } catch (TooDeepException e) {
      findings.add(IntakeRule.NESTED_TOO_DEEP, "limit", limits.maxDepth());
    }
    return new IntakeVerdict.Refused(findings.reasons(new PageOfObject(file, pages)::find));
  }

  private IntakeVerdict signable(
      PdfFile file, int pages, List<IntakeVerdict.ExistingSignature> signatures) {
    return new IntakeVerdict.Signable(
        pages,
        Version.of(file).toString(),
        PdfaClaim.of(file),
        signatures,
        new FormFields(file)
            .all().stream()
                .filter(field -> field.isUsableForSigning(file))
                .map(FormFields.Field::name)
                .toList(),
        bytes.length,
        HexFormat.of().formatHex(document.sha256()));
  }
}
