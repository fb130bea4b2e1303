package natsuin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Int;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;
import natsuin.pdf.PdfObject.Str;
import org.jspecify.annotations.Nullable;

/**
 * An increment in the making: the catalog and the form as they will be, written once at the end.
 */
final class Revision {
  // ETSI EN 319 142-1: extensions to ISO 32000-1 for DSS and document timestamps; PDF 2.0 has them
  // built in.
  private static final int ESIC_LEVEL = 5;
  private final PdfFile file;
  private final IncrementWriter out;
  private Dict catalog;
  private boolean catalogChanged;

  Revision(PdfFile file) {
    this.file = file;
    this.out = new IncrementWriter(file);
    this.catalog = file.catalog();
  }

  IncrementWriter out() {
    return out;
  }

  PdfFile file() {
    return file;
  }

  Dict catalog() {
    return catalog;
  }

  void putInCatalog(String key, PdfObject value) {
    catalog = catalog.with(key, value);
    catalogChanged = true;
  }

  /** Says, below PDF 2.0, that the file uses ETSI's extensions. */
  void declareExtensions() {
    Dict extensions = file.dict(catalog.get("Extensions"));
    boolean declared =
        file.integer(file.dict(extensions.get("ESIC")).get("ExtensionLevel"), 0) >= ESIC_LEVEL;
    if (declared || Version.of(file).isPdf2()) {
      return;
    }
    Dict esic = Dict.of("BaseVersion", new Name("1.7"), "ExtensionLevel", new Int(ESIC_LEVEL));
    putInCatalog("Extensions", extensions.with("ESIC", esic));
  }

  /**
   * Puts a new field among the form's, and says that there are signatures and only appending is
   * allowed.
   */
  void addField(Ref field) {
    PdfObject form = catalog.get("AcroForm");
    Dict before = file.dict(form);
    Dict after = withField(before, field);
    if (after.equals(before)) {
      return;
    }
    if (form instanceof Ref ref) {
      out.write(ref, after);
    } else if (before.entries().isEmpty()) {
      putInCatalog("AcroForm", out.write(after));
    } else {
      putInCatalog("AcroForm", after);
    }
  }

  private Dict withField(Dict form, Ref field) {
    long flags = file.integer(form.get("SigFlags"), 0) | 3;
    Dict after =
        form.has("SigFlags") && flags == file.integer(form.get("SigFlags"), 0)
            ? form
            : form.with("SigFlags", new Int(flags));
    PdfObject fields = form.get("Fields");
    Array longer = appended(fields, field);
    if (fields instanceof Ref ref && file.resolve(ref) instanceof Array) {
      out.write(ref, longer);
      return after;
    }
    return after.with("Fields", longer);
  }

  /** Marks the form as signed where its field is there already. */
  void markSigned() {
    PdfObject form = catalog.get("AcroForm");
    Dict before = file.dict(form);
    if (file.integer(before.get("SigFlags"), 0) == 3) {
      return;
    }
    Dict after = before.with("SigFlags", new Int(3));
    if (form instanceof Ref ref) {
      out.write(ref, after);
    } else {
      putInCatalog("AcroForm", after);
    }
  }

  /** Puts an annotation on a page. */
  void addAnnotation(Pages.Page page, Ref annotation) {
    PdfObject annots = page.dict().get("Annots");
    Array longer = appended(annots, annotation);
    if (annots instanceof Ref ref && file.resolve(ref) instanceof Array) {
      out.write(ref, longer);
    } else {
      out.write(page.ref(), page.dict().with("Annots", longer));
    }
  }

  private Array appended(@Nullable PdfObject array, PdfObject item) {
    List<PdfObject> items = new ArrayList<>(file.items(array));
    items.add(item);
    return new Array(items);
  }

  /** A field name that the form does not have: the stem and the first free number. */
  String freeName(String stem) {
    Set<String> taken = new HashSet<>();
    for (PdfObject field : file.items(file.dict(catalog.get("AcroForm")).get("Fields"))) {
      if (file.resolve(file.dict(field).get("T")) instanceof Str name) {
        taken.add(Texts.decode(name));
      }
    }
    int number = 1;
    while (taken.contains(stem + number)) {
      number++;
    }
    return stem + number;
  }

  /** Ends the increment. */
  ByteSink finish() {
    if (catalogChanged) {
      out.write(file.catalogRef(), catalog);
    }
    return out.finish();
  }
}
