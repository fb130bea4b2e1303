package natsuin.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** Finds the signatures in the form's tree of fields, broken ones included. */
final class SignatureEntries {
  private static final COSName DOC_TIME_STAMP = COSName.getPDFName("DocTimeStamp");
  private static final COSName ETSI_RFC3161 = COSName.getPDFName("ETSI.RFC3161");

  private record Node(COSBase base, String name, @Nullable COSBase type) {}

  private final Map<COSObjectKey, Integer> pages;
  private final List<SignatureEntry> found = new ArrayList<>();

  private SignatureEntries(Map<COSObjectKey, Integer> pages) {
    this.pages = pages;
  }

  static List<SignatureEntry> of(PDDocument document) {
    COSDictionary trailer = document.getDocument().getTrailer();
    COSDictionary catalog = RevisionDiff.dictionary(trailer.getItem(COSName.ROOT));
    COSDictionary form =
        catalog == null ? null : RevisionDiff.dictionary(catalog.getItem(COSName.ACRO_FORM));
    if (form == null) {
      return List.of();
    }
    SignatureEntries entries = new SignatureEntries(PageNumbers.of(trailer));
    entries.walk(form);
    entries.found.sort(Comparator.comparingLong(SignatureEntry::end));
    return List.copyOf(entries.found);
  }

  private void walk(COSDictionary form) {
    Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> nodes = new ArrayDeque<>();
    push(nodes, form.getItem(COSName.FIELDS), "", null);
    while (!nodes.isEmpty()) {
      Node node = nodes.pop();
      COSDictionary field = RevisionDiff.dictionary(node.base());
      if (field == null || !seen.add(field)) {
        continue;
      }
      String part = field.getString(COSName.T, "");
      String name =
          node.name().isEmpty() || part.isEmpty() ? node.name() + part : node.name() + "." + part;
      COSBase own = RevisionDiff.value(field.getItem(COSName.FT));
      COSBase type = own != null ? own : node.type();
      COSDictionary value = RevisionDiff.dictionary(field.getItem(COSName.V));
      if (COSName.SIG.equals(type) && value != null) {
        found.add(entry(name, field, value));
      }
      push(nodes, field.getItem(COSName.KIDS), name, type);
    }
  }

  private static void push(
      Deque<Node> nodes, @Nullable COSBase list, String name, @Nullable COSBase type) {
    if (RevisionDiff.value(list) instanceof COSArray array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        nodes.push(new Node(array.get(i), name, type));
      }
    }
  }

  private SignatureEntry entry(String name, COSDictionary field, COSDictionary value) {
    String subFilter = value.getNameAsString(COSName.SUB_FILTER);
    boolean timestamp =
        DOC_TIME_STAMP.equals(value.getItem(COSName.TYPE))
            || ETSI_RFC3161.getName().equals(subFilter);
    byte[] contents =
        RevisionDiff.value(value.getItem(COSName.CONTENTS)) instanceof COSString text
            ? text.getBytes()
            : new byte[0];
    Calendar time = value.getDate(COSName.M);
    return new SignatureEntry(
        name,
        timestamp,
        subFilter,
        numbers(value.getItem(COSName.BYTERANGE)),
        contents,
        value.getString(COSName.REASON),
        time == null ? null : time.toInstant(),
        page(field));
  }

  private static List<Long> numbers(@Nullable COSBase base) {
    List<Long> numbers = new ArrayList<>();
    if (RevisionDiff.value(base) instanceof COSArray array) {
      for (COSBase item : array) {
        if (RevisionDiff.value(item) instanceof COSNumber number) {
          numbers.add(number.longValue());
        }
      }
    }
    return List.copyOf(numbers);
  }

  private @Nullable Integer page(COSDictionary field) {
    boolean visible =
        RevisionDiff.value(field.getItem(COSName.RECT)) instanceof COSArray box
            && box.size() == 4
            && box.toFloatArray()[0] != box.toFloatArray()[2];
    return visible && field.getItem(COSName.P) instanceof COSObject page
        ? pages.get(page.getKey())
        : null;
  }
}
