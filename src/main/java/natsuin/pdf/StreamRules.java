package natsuin.pdf;

import java.util.ArrayList;
import java.util.List;
import natsuin.pdf.PdfObject.Array;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Stream;

/** That streams end where they say, can be decompressed, and do not explode. */
final class StreamRules {
  private static final int MOST_FILTERS = 4;
  private final PdfFile file;
  private final IntakeLimits limits;
  private final Findings findings;
  private final Expansion expansion;

  StreamRules(PdfFile file, IntakeLimits limits, Findings findings) {
    this.file = file;
    this.limits = limits;
    this.findings = findings;
    this.expansion = new Expansion(limits, findings);
  }

  void check(int object, Stream stream) {
    int length = file.length(stream);
    Cursor end = Cursor.at(file.bytes(), stream.data() + length);
    if (!end.take("endstream") || !end.take("endobj")) {
      throw end.fault("The stream does not end where its length says");
    }
    List<String> filters = filters(stream.dict());
    if (filters.contains("Crypt")) {
      findings.add(IntakeRule.ENCRYPTED, object, "", "");
    }
    if (filters.size() > MOST_FILTERS) {
      findings.add(IntakeRule.EXPANDS_TOO_MUCH, object, "limit", MOST_FILTERS);
      return;
    }
    checkPixels(object, stream.dict());
    DocumentBytes part = file.bytes().partAt(stream.data());
    int from = stream.data() - part.lastStart();
    if (!expansion.isBounded(part.lastPart(), from, length, filters)) {
      findings.add(IntakeRule.EXPANDS_TOO_MUCH, object, "limit", limits.maxStreamBytes() >> 20);
    }
  }

  private void checkPixels(int object, Dict dict) {
    if (dict.name("Subtype").equals("Image")) {
      long width = file.integer(dict.get("Width"), 0);
      long height = file.integer(dict.get("Height"), 0);
      boolean huge = width > limits.maxPixels() || height > limits.maxPixels();
      if (huge || width * height > limits.maxPixels()) {
        findings.add(IntakeRule.EXPANDS_TOO_MUCH, object, "limit", limits.maxPixels() / 1_000_000);
      }
    }
  }

  private List<String> filters(Dict dict) {
    List<String> names = new ArrayList<>();
    PdfObject filter = file.resolve(dict.get("Filter"));
    for (PdfObject item : filter instanceof Array array ? array.items() : List.of(filter)) {
      if (file.resolve(item) instanceof Name name) {
        names.add(name.value());
      }
    }
    return names;
  }
}
