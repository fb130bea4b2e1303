package natsuin.pdf;

import java.util.Optional;

/**
 * The increments of a signed document: signatures, validation data, document timestamps. None
 * changes a byte that is there already. Thread-safe.
 *
 * <p>All throw {@link PdfException} for a document that the {@link Intake} would not have let in.
 */
public final class SignatureIncrements {
  private SignatureIncrements() {}

  /**
   * A signature ({@code ETSI.CAdES.detached}).
   *
   * @param longest longest signature to come, bytes
   * @param mark empty for an invisible signature
   * @param emptyField full name of a waiting field; empty for a new one
   */
  public static Layout signature(
      DocumentBytes document,
      SignatureText text,
      int longest,
      Optional<SignatureMark> mark,
      Optional<String> emptyField) {
    Revision revision = new Revision(document.file());
    revision.declareExtensions();
    SignatureDict dict = SignatureDict.signature(revision.out(), text, longest);
    FieldPlacer placer = new FieldPlacer(revision);
    if (emptyField.isPresent()) {
      placer.fill(emptyField.get(), dict.ref(), mark);
    } else {
      placer.add("Signature", dict.ref(), mark);
    }
    return dict.finish(document, revision);
  }

  /** The validation data alone. */
  public static byte[] validation(DocumentBytes document, ValidationData data) {
    Revision revision = new Revision(document.file());
    revision.declareExtensions();
    new SecurityStore(revision).add(data);
    return revision.finish().toByteArray();
  }

  /**
   * A document timestamp ({@code ETSI.RFC3161}) over all of the document, and over validation data
   * that it brings along in the same increment.
   *
   * @param longest longest token to come, bytes
   */
  public static Layout timestamp(
      DocumentBytes document, int longest, Optional<ValidationData> data) {
    Revision revision = new Revision(document.file());
    revision.declareExtensions();
    data.ifPresent(new SecurityStore(revision)::add);
    SignatureDict dict = SignatureDict.timestamp(revision.out(), longest);
    new FieldPlacer(revision).add("Timestamp", dict.ref(), Optional.empty());
    return dict.finish(document, revision);
  }
}
