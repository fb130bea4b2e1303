package natsuin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Str;

/** The fields of the document's form (ISO 32000-2 section 12.7.4), with their full names. */
final class FormFields {
  private static final int DEEPEST = 32;
  private final PdfFile file;
  private final Set<Integer> seen = new HashSet<>();
  private final List<Field> found = new ArrayList<>();

  FormFields(PdfFile file) {
    this.file = file;
  }

  /**
   * A terminal field.
   *
   * @param type its {@code /FT}, perhaps inherited
   */
  record Field(Ref ref, Dict dict, String name, String type) {

    boolean isSignature() {
      return type.equals("Sig");
    }

    /** Empty, and without conditions (lock, seed values) that we do not honour. */
    boolean isUsableForSigning(PdfFile file) {
      return isSignature()
          && file.resolve(dict.get("V")).equals(PdfObject.NULL)
          && !dict.has("Lock")
          && !dict.has("SV");
    }
  }

  /** All terminal fields, in the form's order. */
  List<Field> all() {
    Dict form = file.dict(file.catalog().get("AcroForm"));
    for (PdfObject field : file.items(form.get("Fields"))) {
      collect(field, "", "", 0);
    }
    return found;
  }

  private void collect(PdfObject value, String path, String inheritedType, int depth) {
    if (!(value instanceof Ref ref) || !seen.add(ref.number()) || depth > DEEPEST) {
      return;
    }
    Dict dict = file.dict(ref);
    String name = fullName(path, dict);
    String type = file.resolve(dict.get("FT")) instanceof Name own ? own.value() : inheritedType;
    List<PdfObject> kids = file.items(dict.get("Kids"));
    boolean hasFields = kids.stream().anyMatch(kid -> file.dict(kid).has("T"));
    if (!hasFields) {
      found.add(new Field(ref, dict, name, type));
      return;
    }
    for (PdfObject kid : kids) {
      collect(kid, name, type, depth + 1);
    }
  }

  private String fullName(String path, Dict dict) {
    if (!(file.resolve(dict.get("T")) instanceof Str partial)) {
      return path;
    }
    String own = Texts.decode(partial);
    return path.isEmpty() ? own : path + "." + own;
  }
}
