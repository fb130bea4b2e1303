package natsuin.pdf;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import natsuin.pdf.RevisionChange.Kind;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * What may be added to a signed document and leave it as it was: one more signature, a document
 * timestamp, and evidence in the document security store. Each rule hands everything else back to
 * the strict comparison.
 */
final class SignedUpdate {
  /** What signing fills in an empty signature field; its rectangle and rights stay. */
  static final Set<COSName> FILLED =
      Set.of(COSName.V, COSName.AP, COSName.MK, COSName.F, COSName.getPDFName("DA"));

  /**
   * Bytes of one certificate or one revocation list that are compared: larger ones do not exist.
   */
  private static final int MOST_EVIDENCE = 32 << 20;

  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final COSName FIELDS = COSName.FIELDS;
  private static final COSName SIG_FLAGS = COSName.SIG_FLAGS;
  private static final COSName DOC_TIME_STAMP = COSName.getPDFName("DocTimeStamp");
  private static final COSName ETSI_RFC3161 = COSName.getPDFName("ETSI.RFC3161");

  /** Takes two values for the strict comparison. */
  interface Comparison {
    void later(@Nullable COSBase before, @Nullable COSBase after, Place place);
  }

  private final BiConsumer<Kind, Place> report;
  private final Comparison strict;
  private final Set<COSObjectKey> added = new HashSet<>();

  SignedUpdate(BiConsumer<Kind, Place> report, Comparison strict) {
    this.report = report;
    this.strict = strict;
  }

  void catalog(COSDictionary a, COSDictionary b, Place place) {
    form(a.getItem(COSName.ACRO_FORM), b.getItem(COSName.ACRO_FORM), place);
    evidence(
        RevisionDiff.dictionary(a.getItem(DSS)), RevisionDiff.dictionary(b.getItem(DSS)), place);
    Set<COSName> names = new LinkedHashSet<>(a.keySet());
    names.addAll(b.keySet());
    // A newer version and its extensions announce what a signature needs; they draw nothing.
    names.removeAll(
        Set.of(COSName.ACRO_FORM, DSS, COSName.VERSION, COSName.getPDFName("Extensions")));
    names.remove(COSName.PAGES);
    for (COSName name : names) {
      strict.later(a.getItem(name), b.getItem(name), place.into(name.getName(), null));
    }
    strict.later(
        a.getItem(COSName.PAGES), b.getItem(COSName.PAGES), place.into("Pages", Kind.PAGES));
  }

  private void form(@Nullable COSBase before, @Nullable COSBase after, Place catalog) {
    Place place = catalog.into("AcroForm", Kind.FORM_FIELD);
    COSDictionary a = RevisionDiff.dictionary(before);
    COSDictionary b = RevisionDiff.dictionary(after);
    if (b == null) {
      strict.later(before, after, place);
      return;
    }
    Set<COSName> names = new LinkedHashSet<>(b.keySet());
    if (a != null) {
      names.addAll(a.keySet());
    }
    names.remove(SIG_FLAGS);
    names.remove(FIELDS);
    for (COSName name : names) {
      strict.later(
          a == null ? null : a.getItem(name), b.getItem(name), place.into(name.getName(), null));
    }
    fields(array(a == null ? null : a.getItem(FIELDS)), array(b.getItem(FIELDS)), place);
  }

  private void fields(COSArray a, COSArray b, Place form) {
    Place place = form.into("Fields", Kind.FORM_FIELD);
    compareShared(a, b, place);
    for (int i = a.size(); i < b.size(); i++) {
      Kind kind = addition(b.get(i));
      if (kind.permitted() && b.get(i) instanceof COSObject reference) {
        added.add(reference.getKey());
      }
      report.accept(kind, place.into("[" + i + "]", null));
    }
  }

  /** A page's annotations: those that were, in their order, then only the new signatures'. */
  void annotations(COSDictionary pageBefore, COSDictionary pageAfter, Place page) {
    Place place = page.into("Annots", Kind.ANNOTATION);
    COSArray a = array(pageBefore.getItem(COSName.ANNOTS));
    COSArray b = array(pageAfter.getItem(COSName.ANNOTS));
    compareShared(a, b, place);
    for (int i = a.size(); i < b.size(); i++) {
      boolean signature = b.get(i) instanceof COSObject key && added.contains(key.getKey());
      if (!signature) {
        report.accept(Kind.ANNOTATION, place.into("[" + i + "]", null));
      }
    }
  }

  private void compareShared(COSArray a, COSArray b, Place place) {
    for (int i = 0; i < a.size(); i++) {
      strict.later(a.get(i), i < b.size() ? b.get(i) : null, place.into("[" + i + "]", null));
    }
  }

  /** Whether the field was waiting for a signature and has got it; reports the signature then. */
  boolean fillsEmptyField(COSDictionary a, COSDictionary b, Place place) {
    if (!COSName.SIG.equals(inherited(a, COSName.FT)) || inherited(a, COSName.V) != null) {
      return false;
    }
    COSDictionary signature = RevisionDiff.dictionary(inherited(b, COSName.V));
    if (signature == null || !signature.containsKey(COSName.BYTERANGE)) {
      return false;
    }
    report.accept(timestamp(signature) ? Kind.TIMESTAMP : Kind.SIGNATURE, place);
    return true;
  }

  private static Kind addition(COSBase entry) {
    COSDictionary field = RevisionDiff.dictionary(entry);
    if (field == null
        || !COSName.SIG.equals(field.getItem(COSName.FT))
        || field.containsKey(COSName.A)
        || field.containsKey(COSName.AA)
        || field.containsKey(COSName.KIDS)) {
      return Kind.FORM_FIELD;
    }
    COSDictionary signature = RevisionDiff.dictionary(field.getItem(COSName.V));
    if (signature == null || !signature.containsKey(COSName.BYTERANGE)) {
      return Kind.FORM_FIELD;
    }
    if (!timestamp(signature)) {
      return Kind.SIGNATURE;
    }
    // A timestamp has nothing to show: with a look of its own it would be a stamp on the page.
    return invisible(field) ? Kind.TIMESTAMP : Kind.ANNOTATION;
  }

  private static boolean invisible(COSDictionary field) {
    COSArray box = array(field.getItem(COSName.RECT));
    if (box.size() < 4) {
      return true;
    }
    float[] corners = box.toFloatArray();
    return corners[0] == corners[2] || corners[1] == corners[3];
  }

  private static boolean timestamp(COSDictionary signature) {
    return DOC_TIME_STAMP.equals(signature.getItem(COSName.TYPE))
        || ETSI_RFC3161.equals(signature.getItem(COSName.SUB_FILTER));
  }

  private void evidence(@Nullable COSDictionary a, @Nullable COSDictionary b, Place catalog) {
    Place place = catalog.into("DSS", Kind.EVIDENCE);
    if (a != null && !digests(b).containsAll(digests(a))) {
      report.accept(Kind.EVIDENCE_REMOVED, place);
    }
    if (b != null && (a == null || !digests(a).equals(digests(b)))) {
      report.accept(Kind.EVIDENCE, place);
    }
  }

  private static Set<String> digests(@Nullable COSDictionary store) {
    Set<String> digests = new HashSet<>();
    for (String name : List.of("Certs", "OCSPs", "CRLs")) {
      for (COSBase entry : array(store == null ? null : store.getItem(COSName.getPDFName(name)))) {
        digests.add(name + digest(entry));
      }
    }
    return digests;
  }

  private static String digest(COSBase entry) {
    if (RevisionDiff.value(entry) instanceof COSStream stream) {
      try (var bytes = stream.createInputStream()) {
        byte[] content = bytes.readNBytes(MOST_EVIDENCE);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      } catch (IOException e) {
        return "unreadable";
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every Java has SHA-256
      }
    }
    return "none";
  }

  private static @Nullable COSBase inherited(COSDictionary field, COSName name) {
    COSBase own = RevisionDiff.value(field.getItem(name));
    COSDictionary above = RevisionDiff.dictionary(field.getItem(COSName.PARENT));
    return own == null && above != null && above.containsKey(COSName.FT)
        ? RevisionDiff.value(above.getItem(name))
        : own;
  }

  private static COSArray array(@Nullable COSBase base) {
    return RevisionDiff.value(base) instanceof COSArray array ? array : new COSArray();
  }
}
