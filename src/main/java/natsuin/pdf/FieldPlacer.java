package natsuin.pdf;

import java.util.List;
import java.util.Optional;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;

/** Puts a signature into a field: one of our own with its widget, or one that waits for it. */
final class FieldPlacer {
  // Print and Locked (ISO 32000-2 table 167); PDF/A wants Print on every annotation.
  private static final int FLAGS = 4 | 128;
  private final Revision revision;
  private final PdfFile file;

  FieldPlacer(Revision revision) {
    this.revision = revision;
    this.file = revision.file();
  }

  /** A new field named by this stem and a number. */
  void add(String stem, Ref signature, Optional<SignatureMark> mark) {
    Pages pages = new Pages(file);
    Dict field =
        Dict.of(
            "Type", new Name("Annot"),
            "Subtype", new Name("Widget"),
            "FT", new Name("Sig"),
            "T", ObjectWriter.text(revision.freeName(stem)),
            "V", signature,
            "F", new Int(FLAGS));
    MarkPlacement placement = MarkPlacement.of(file, pages, mark);
    Dict widget =
        field
            .with("P", placement.page().ref())
            .with("Rect", placement.rectangle())
            .with("AP", Dict.of("N", appearance(mark, placement)));
    Ref ref = revision.out().write(widget);
    revision.addField(ref);
    revision.addAnnotation(placement.page(), ref);
  }

  /** A field that is there already. */
  void fill(String name, Ref signature, Optional<SignatureMark> mark) {
    FormFields.Field field =
        new FormFields(file)
            .all().stream()
                .filter(f -> f.name().equals(name) && f.isUsableForSigning(file))
                .findFirst()
                .orElseThrow(() -> new PdfException("No empty signature field " + name));
    Dict signed = field.dict().with("V", signature);
    List<PdfObject> kids = file.items(signed.get("Kids"));
    Ref widgetRef = !kids.isEmpty() && kids.getFirst() instanceof Ref kid ? kid : field.ref();
    if (widgetRef.equals(field.ref())) {
      revision.out().write(widgetRef, withAppearance(signed, mark));
    } else {
      revision.out().write(field.ref(), signed);
      revision.out().write(widgetRef, withAppearance(file.dict(widgetRef), mark));
    }
    revision.markSigned();
  }

  private Dict withAppearance(Dict widget, Optional<SignatureMark> mark) {
    Optional<MarkPlacement> placement = MarkPlacement.inside(file, widget);
    Optional<SignatureMark> shown = placement.isPresent() ? mark : Optional.empty();
    MarkPlacement place = placement.orElseGet(MarkPlacement::nowhere);
    return widget
        .with("AP", Dict.of("N", appearance(shown, place)))
        .with("F", new Int((file.integer(widget.get("F"), 0) & ~3L) | FLAGS));
  }

  private Ref appearance(Optional<SignatureMark> mark, MarkPlacement placement) {
    if (mark.isPresent()) {
      return MarkAppearance.write(revision.out(), mark.get(), placement);
    }
    Dict empty =
        Dict.of(
            "Type", new Name("XObject"),
            "Subtype", new Name("Form"),
            "BBox", new Array(List.of(new Int(0), new Int(0), new Int(0), new Int(0))));
    return revision.out().writeStream(empty, new byte[0]);
  }
}
