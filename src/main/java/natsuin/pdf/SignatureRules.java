package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import natsuin.pdf.IntakeVerdict.ExistingSignature;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Stream;

/** What signatures that are there already allow, and whether anything happened after them. */
final class SignatureRules {
  private static final Pattern PAINTS =
      Pattern.compile("(?:^|[\\s\\])>])(?:Tj|TJ|'|\"|Do|BI|sh)(?=\\s|$)");
  private final PdfFile file;
  private final byte[] bytes;
  private final Findings findings;

  SignatureRules(PdfFile file, byte[] bytes, Findings findings) {
    this.file = file;
    this.bytes = bytes;
    this.findings = findings;
  }

  /** The signatures, oldest first. */
  List<ExistingSignature> check() {
    List<ExistingSignature> signatures = new ArrayList<>();
    for (FormFields.Field field : new FormFields(file).all()) {
      if (!field.isSignature()) {
        continue;
      }
      Dict signature = file.dict(field.dict().get("V"));
      if (signature.entries().isEmpty()) {
        checkFalseSeal(field);
      } else {
        checkSigned(field, signature, signatures);
      }
    }
    checkCertification();
    signatures.sort(Comparator.comparingLong(ExistingSignature::coveredBytes));
    if (!signatures.isEmpty()) {
      long covered = signatures.getLast().coveredBytes();
      new ChangesAfter(file, bytes, findings).check((int) covered);
    }
    return signatures;
  }

  private void checkSigned(FormFields.Field field, Dict signature, List<ExistingSignature> into) {
    int object = field.ref().number();
    long covered = CoveredRange.end(file, bytes, signature);
    if (covered < 0) {
      findings.add(IntakeRule.SIGNATURE_DAMAGED, object, "found", field.name());
      return;
    }
    String subFilter =
        file.resolve(signature.get("SubFilter")) instanceof Name name ? name.value() : "";
    into.add(new ExistingSignature(field.name(), subFilter, covered));
    boolean locked = file.integer(file.dict(field.dict().get("Lock")).get("P"), 0) == 1;
    if (locked || locksOurs(signature)) {
      findings.add(IntakeRule.FIELDS_LOCKED, object, "found", field.name());
    }
  }

  /** A lock on all fields, or on all but some, locks those that we would add. */
  private boolean locksOurs(Dict signature) {
    for (PdfObject item : file.items(signature.get("Reference"))) {
      Dict reference = file.dict(item);
      Dict parameters = file.dict(reference.get("TransformParams"));
      boolean fieldLock = reference.name("TransformMethod").equals("FieldMDP");
      if (fieldLock && !parameters.name("Action").equals("Include")) {
        return true;
      }
    }
    return false;
  }

  private void checkCertification() {
    PdfObject value = file.dict(file.catalog().get("Perms")).get("DocMDP");
    for (PdfObject item : file.items(file.dict(value).get("Reference"))) {
      Dict reference = file.dict(item);
      Dict parameters = file.dict(reference.get("TransformParams"));
      boolean certifies = reference.name("TransformMethod").equals("DocMDP");
      if (certifies && file.integer(parameters.get("P"), 2) == 1) {
        findings.add(IntakeRule.CERTIFIED);
      }
    }
  }

  /** An empty field may have a border, but neither text nor pictures. */
  private void checkFalseSeal(FormFields.Field field) {
    PdfObject appearance = file.resolve(file.dict(field.dict().get("AP")).get("N"));
    if (appearance instanceof Stream stream) {
      String content = new String(file.decode(stream), ISO_8859_1);
      if (PAINTS.matcher(content).find()) {
        findings.add(IntakeRule.FALSE_SEAL, field.ref().number(), "found", field.name());
      }
    }
  }
}
