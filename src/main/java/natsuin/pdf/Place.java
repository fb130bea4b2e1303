package natsuin.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import natsuin.pdf.RevisionChange.Kind;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/** Where in a file's tree a comparison stands, and what a difference found here would be called. */
record Place(@Nullable Place parent, String step, Kind kind, @Nullable Integer page) {
  private static final int LONGEST_PATH = 12;

  static Place trailer() {
    return new Place(null, "trailer", Kind.STRUCTURE, null);
  }

  /** One step down; the kind is the one given, else the one that the name implies here. */
  Place into(String name, @Nullable Kind given) {
    return new Place(this, name, given != null ? given : implied(name), page);
  }

  /** This place as the page with this number. */
  Place page(int number) {
    return new Place(parent, step, Kind.PAGE_CONTENT, number);
  }

  /** This place, standing at that dictionary: a form field is one wherever it is reached. */
  Place of(COSDictionary dictionary) {
    COSDictionary above = RevisionDiff.dictionary(dictionary.getItem(COSName.PARENT));
    boolean field =
        dictionary.containsKey(COSName.FT) || (above != null && above.containsKey(COSName.FT));
    return field ? new Place(parent, step, Kind.FORM_FIELD, page) : this;
  }

  private Kind implied(String name) {
    return switch (name) {
      case "Annots" -> Kind.ANNOTATION;
      case "AcroForm" -> Kind.FORM_FIELD;
      case "Metadata" -> Kind.METADATA;
      case "Pages" -> Kind.PAGES;
      default -> kind;
    };
  }

  String path() {
    Deque<String> steps = new ArrayDeque<>();
    for (Place at = this; at != null && steps.size() < LONGEST_PATH; at = at.parent()) {
      steps.addFirst(at.step());
    }
    return String.join("/", steps).replace("/[", "[");
  }
}
