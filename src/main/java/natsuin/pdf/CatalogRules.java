package natsuin.pdf;

import java.util.List;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Name;

/** What the catalog gives away: layers, attachments, portfolio, rights. */
final class CatalogRules {
  private final PdfFile file;
  private final Findings findings;
  private final Dict catalog;

  CatalogRules(PdfFile file, Findings findings) {
    this.file = file;
    this.findings = findings;
    this.catalog = file.catalog();
  }

  void check() {
    int object = file.catalogRef().number();
    if (file.dict(catalog.get("Names")).has("EmbeddedFiles")) {
      findings.add(IntakeRule.EMBEDDED_FILE, object, "", "");
    }
    if (catalog.has("Collection")) {
      findings.add(IntakeRule.PORTFOLIO, object, "", "");
    }
    Dict perms = file.dict(catalog.get("Perms"));
    if (perms.has("UR") || perms.has("UR3")) {
      findings.add(IntakeRule.USAGE_RIGHTS, object, "", "");
    }
    if (catalog.has("Version") && !isKnownVersion()) {
      findings.add(IntakeRule.VERSION_UNKNOWN, object, "found", name(catalog, "Version"));
    }
    checkLayers(object);
  }

  private boolean isKnownVersion() {
    return name(catalog, "Version").matches("1\\.[0-7]|2\\.0");
  }

  private void checkLayers(int object) {
    Dict layers = file.dict(catalog.get("OCProperties"));
    Dict standard = file.dict(layers.get("D"));
    boolean hidden = hides(standard) || !file.items(standard.get("AS")).isEmpty();
    for (PdfObject other : file.items(layers.get("Configs"))) {
      hidden |= hides(file.dict(other));
    }
    if (hidden) {
      findings.add(IntakeRule.HIDDEN_LAYER, object, "", "");
    }
  }

  private boolean hides(Dict configuration) {
    List<PdfObject> off = file.items(configuration.get("OFF"));
    String base = name(configuration, "BaseState");
    return !off.isEmpty() || !(base.isEmpty() || base.equals("ON"));
  }

  private String name(Dict dict, String key) {
    return file.resolve(dict.get(key)) instanceof Name name ? name.value() : "";
  }
}
