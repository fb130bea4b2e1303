package natsuin.pdf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natsuin.pdf.RevisionChange.Kind;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * Walks two revisions of one file side by side from their trailers and names every difference.
 * Everything must be equal, order included, except the few additions that {@link SignedUpdate}
 * allows; an object seen before is skipped only when it was seen together with the same partner, so
 * a reference bent to another object cannot hide behind one that was compared already.
 */
final class RevisionDiff {
  private static final int MOST_CHANGES = 50;

  private record Pair(COSObjectKey earlier, COSObjectKey later) {}

  private record Task(@Nullable COSBase earlier, @Nullable COSBase later, Place place) {}

  private final COSDocument earlier;
  private final COSDocument later;
  private final Runnable onEachStep;
  private final Set<Pair> seen = new HashSet<>();
  private final Deque<Task> tasks = new ArrayDeque<>();
  private final Set<RevisionChange> changes = new LinkedHashSet<>();
  private final SignedUpdate update;
  private final Map<COSObjectKey, Integer> pages;

  private RevisionDiff(COSDocument earlier, COSDocument later, Runnable onEachStep) {
    this.earlier = earlier;
    this.later = later;
    this.onEachStep = onEachStep;
    this.update = new SignedUpdate(this::report, this::compareLater);
    this.pages = PageNumbers.of(earlier.getTrailer(), onEachStep);
  }

  /**
   * The differences, at most 50 and in the order of their finding.
   *
   * @param onEachStep runs before every comparison; may throw to end a walk that takes too long
   */
  static List<RevisionChange> between(COSDocument earlier, COSDocument later, Runnable onEachStep) {
    return new RevisionDiff(earlier, later, onEachStep).walk();
  }

  private List<RevisionChange> walk() {
    Place trailer = Place.trailer();
    COSDictionary before = earlier.getTrailer();
    COSDictionary after = later.getTrailer();
    Place catalog = trailer.into("Root", Kind.STRUCTURE);
    COSDictionary catalogBefore = dictionary(before.getItem(COSName.ROOT));
    COSDictionary catalogAfter = dictionary(after.getItem(COSName.ROOT));
    compareLater(
        before.getItem(COSName.INFO),
        after.getItem(COSName.INFO),
        trailer.into("Info", Kind.METADATA));
    if (!sameReference(before.getItem(COSName.ROOT), after.getItem(COSName.ROOT))
        || catalogBefore == null
        || catalogAfter == null) {
      report(Kind.STRUCTURE, catalog);
    } else {
      update.catalog(catalogBefore, catalogAfter, catalog);
    }
    // The last task in is the first one out: pages come first.
    while (!tasks.isEmpty() && changes.size() < MOST_CHANGES) {
      onEachStep.run();
      compare(tasks.pop());
    }
    return new ArrayList<>(changes);
  }

  private static boolean sameReference(@Nullable COSBase a, @Nullable COSBase b) {
    return a instanceof COSObject x && b instanceof COSObject y && x.getKey().equals(y.getKey());
  }

  private void compareLater(@Nullable COSBase before, @Nullable COSBase after, Place place) {
    tasks.push(new Task(before, after, place));
  }

  private void report(Kind kind, Place place) {
    changes.add(new RevisionChange(kind, place.page(), place.path()));
  }

  private void compare(Task task) {
    if (task.earlier() instanceof COSObject a
        && task.later() instanceof COSObject b
        && !seen.add(new Pair(a.getKey(), b.getKey()))) {
      return;
    }
    if (isPage(task.earlier()) && !sameReference(task.earlier(), task.later())) {
      report(Kind.PAGES, task.place());
      return;
    }
    COSBase before = value(task.earlier());
    COSBase after = value(task.later());
    if (before instanceof COSDictionary a && after instanceof COSDictionary b) {
      dictionaries(a, b, task);
    } else if (before instanceof COSArray a && after instanceof COSArray b) {
      arrays(a, b, task.place());
    } else if (!sameScalar(before, after)) {
      report(task.place().kind(), task.place());
    }
  }

  private boolean isPage(@Nullable COSBase base) {
    return base instanceof COSObject reference && pages.containsKey(reference.getKey());
  }

  private void dictionaries(COSDictionary a, COSDictionary b, Task task) {
    Integer page = task.earlier() instanceof COSObject key ? pages.get(key.getKey()) : null;
    Place place = page != null ? task.place().page(page) : task.place().of(a);
    if (a instanceof COSStream x && b instanceof COSStream y) {
      if (!sameBytes(x, y, task)) {
        report(place.kind(), place);
      }
    } else if (a instanceof COSStream || b instanceof COSStream) {
      report(place.kind(), place);
    }
    Set<COSName> names = new LinkedHashSet<>(a.keySet());
    names.addAll(b.keySet());
    if (update.fillsEmptyField(a, b, place)) {
      names.removeAll(SignedUpdate.FILLED);
    }
    if (page != null && names.remove(COSName.ANNOTS)) {
      update.annotations(a, b, place);
    }
    for (COSName name : names) {
      compareLater(a.getItem(name), b.getItem(name), place.into(name.getName(), null));
    }
  }

  private void arrays(COSArray a, COSArray b, Place place) {
    if (a.size() != b.size()) {
      report(place.kind(), place);
    }
    for (int i = Math.min(a.size(), b.size()) - 1; i >= 0; i--) {
      compareLater(a.get(i), b.get(i), place.into("[" + i + "]", null));
    }
  }

  private boolean sameBytes(COSStream a, COSStream b, Task task) {
    if (a.getLength() != b.getLength()) {
      return false;
    }
    if (task.earlier() instanceof COSObject same && sameReference(same, task.later())) {
      COSObjectKey key = same.getKey();
      Long offset = earlier.getXrefTable().get(key);
      if (offset != null && offset > 0 && offset.equals(later.getXrefTable().get(key))) {
        return true; // the same place in bytes that both revisions share
      }
    }
    try (var x = a.createRawInputStream();
        var y = b.createRawInputStream()) {
      return java.util.Arrays.equals(x.readAllBytes(), y.readAllBytes());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean sameScalar(@Nullable COSBase a, @Nullable COSBase b) {
    if (a instanceof COSNumber x && b instanceof COSNumber y) {
      return Float.compare(x.floatValue(), y.floatValue()) == 0 && x.longValue() == y.longValue();
    }
    if (a instanceof COSString x && b instanceof COSString y) {
      return java.util.Arrays.equals(x.getBytes(), y.getBytes());
    }
    return java.util.Objects.equals(a, b);
  }

  static @Nullable COSBase value(@Nullable COSBase base) {
    COSBase value = base instanceof COSObject reference ? reference.getObject() : base;
    return value instanceof COSNull ? null : value;
  }

  static @Nullable COSDictionary dictionary(@Nullable COSBase base) {
    return value(base) instanceof COSDictionary dictionary ? dictionary : null;
  }
}
