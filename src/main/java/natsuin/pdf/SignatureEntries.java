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

  private static final int MOST_FIELDS = 10_000;
  private static final int DEEPEST = 64;
  private static final int LONGEST_NAME = 4096;

  private record Node(COSBase base, String name, @Nullable COSBase type, int depth) {}

  /** A form that no software makes: each name is copied into the names of all below it. */
  static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyException(String what) {
      super(what);
    }
  }

  private final Map<COSObjectKey, Integer> pages;
  private final List<SignatureEntry> found = new ArrayList<>();

  private final Runnable onEachStep;
  private int fields;

  private SignatureEntries(Map<COSObjectKey, Integer> pages, Runnable onEachStep) {
    this.pages = pages;
    this.onEachStep = onEachStep;
  }

  /**
   * In the order in which they were signed.
   *
   * @param onEachStep runs at each field; may throw to end the walk
   * @throws TooManyException for too many fields, too deep, or with names too long
   */
  static List<SignatureEntry> of(PDDocument document, Runnable onEachStep) {
    COSDictionary trailer = document.getDocument().getTrailer();
    COSDictionary catalog = RevisionDiff.dictionary(trailer.getItem(COSName.ROOT));
    COSDictionary form =
        catalog == null ? null : RevisionDiff.dictionary(catalog.getItem(COSName.ACRO_FORM));
    if (form == null) {
      return List.of();
    }
    SignatureEntries entries =
        new SignatureEntries(PageNumbers.of(trailer, onEachStep), onEachStep);
    entries.walk(form);
    entries.found.sort(Comparator.comparingLong(SignatureEntry::end));
    return List.copyOf(entries.found);
  }

  private void walk(COSDictionary form) {
    Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> nodes = new ArrayDeque<>();
    push(nodes, form.getItem(COSName.FIELDS), "", null, 1);
    while (!nodes.isEmpty()) {
      onEachStep.run();
      Node node = nodes.pop();
      COSDictionary field = RevisionDiff.dictionary(node.base());
      if (field == null || !seen.add(field)) {
        continue;
      }
      String name = name(node.name(), field);
      COSBase own = RevisionDiff.value(field.getItem(COSName.FT));
      COSBase type = own != null ? own : node.type();
      COSDictionary value = RevisionDiff.dictionary(field.getItem(COSName.V));
      if (COSName.SIG.equals(type) && value != null) {
        found.add(entry(name, field, value));
      }
      push(nodes, field.getItem(COSName.KIDS), name, type, node.depth() + 1);
    }
  }

  private static String name(String above, COSDictionary field) {
    if (!(RevisionDiff.value(field.getItem(COSName.T)) instanceof COSString own)) {
      return above;
    }
    // Before it is decoded: one string may stand in many fields.
    if (own.getBytes().length > LONGEST_NAME) {
      throw new TooManyException("A field's name of more than " + LONGEST_NAME);
    }
    String part = own.getString();
    String name = above.isEmpty() || part.isEmpty() ? above + part : above + "." + part;
    if (name.length() > LONGEST_NAME) {
      throw new TooManyException("A field's name of more than " + LONGEST_NAME);
    }
    return name;
  }

  private void push(
      Deque<Node> nodes, @Nullable COSBase list, String name, @Nullable COSBase type, int depth) {
    if (RevisionDiff.value(list) instanceof COSArray array) {
      fields += array.size();
      if (fields > MOST_FIELDS || (depth > DEEPEST && array.size() > 0)) {
        throw new TooManyException("Fields: " + fields + ", depth " + depth);
      }
      for (int i = array.size() - 1; i >= 0; i--) {
        nodes.push(new Node(array.get(i), name, type, depth));
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
