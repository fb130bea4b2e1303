package natsuin.pdf;

import java.security.MessageDigest;
import java.util.Map;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Ref;

/** A signature dictionary with a hole for its contents (ISO 32000-2 section 12.8.1). */
final class SignatureDict {
  private static final int RANGE_LENGTH = range(0, 0, 0).length();
  private final Ref ref;
  private final int range;
  private final int hole;
  private final int digits;

  private SignatureDict(IncrementWriter writer, Dict head, Dict tail, int longest) {
    ref = writer.allocate();
    digits = longest * 2;
    ByteSink out = writer.begin(ref).text("<<");
    entries(out, head);
    out.text("/ByteRange ");
    range = out.size();
    out.repeat(' ', RANGE_LENGTH).text("/Contents <");
    hole = out.size();
    out.repeat('0', digits).text(">");
    entries(out, tail);
    out.text(">>");
    writer.end();
  }

  static SignatureDict signature(IncrementWriter writer, SignatureText text, int longest) {
    Dict tail = Dict.of("M", Texts.date(text.time()), "Name", ObjectWriter.text(text.name()));
    if (!text.reason().isEmpty()) {
      tail = tail.with("Reason", ObjectWriter.text(text.reason()));
    }
    return new SignatureDict(writer, head("Sig", "ETSI.CAdES.detached"), tail, longest);
  }

  static SignatureDict timestamp(IncrementWriter writer, int longest) {
    return new SignatureDict(writer, head("DocTimeStamp", "ETSI.RFC3161"), Dict.EMPTY, longest);
  }

  private static Dict head(String type, String subFilter) {
    return Dict.of(
        "Type",
        new Name(type),
        "Filter",
        new Name("Adobe.PPKLite"),
        "SubFilter",
        new Name(subFilter));
  }

  private static void entries(ByteSink out, Dict dict) {
    for (Map.Entry<String, PdfObject> entry : dict.entries().entrySet()) {
      out.text("/" + entry.getKey() + " ");
      ObjectWriter.write(out, entry.getValue());
    }
  }

  private static String range(int gap, int afterGap, int rest) {
    return "[0 " + tenDigits(gap) + " " + tenDigits(afterGap) + " " + tenDigits(rest) + "]";
  }

  private static String tenDigits(int value) {
    return Long.toString(10_000_000_000L + value).substring(1);
  }

  Ref ref() {
    return ref;
  }

  /** Ends the increment and hashes everything but the hole and its angle brackets. */
  Layout finish(DocumentBytes document, Revision revision) {
    ByteSink out = revision.finish();
    int start = document.length();
    int gap = start + hole - 1;
    int afterGap = gap + digits + 2;
    out.overwrite(range, range(gap, afterGap, start + out.size() - afterGap));
    byte[] increment = out.toByteArray();
    MessageDigest digest = document.sha256State();
    digest.update(increment, 0, hole - 1);
    digest.update(increment, hole + digits + 1, increment.length - hole - digits - 1);
    return new Layout(increment, hole, digits, digest.digest());
  }
}
