package natsuin.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natsuin.pdf.RevisionChange;
import natsuin.pdf.SignatureEntry;
import natsuin.pdf.SignedPdf;
import natsuin.verification.VerificationReport.Change;
import natsuin.verification.VerificationReport.Coverage;

/**
 * The revisions of a file as its signatures close them, and what each added to the one before. The
 * file's last bytes form one more revision where no signature reaches to its end.
 */
final class Revisions {
  private static final Pattern START =
      Pattern.compile("startxref\\s+(\\d{1,12})\\s+%%EOF\\s*\\z", Pattern.DOTALL);

  private final byte[] file;
  private final List<Long> ends;
  private final List<Change> changes;
  private final List<Reason> reasons;

  private Revisions(byte[] file, List<Long> ends, List<Change> changes, List<Reason> reasons) {
    this.file = file;
    this.ends = ends;
    this.changes = changes;
    this.reasons = reasons;
  }

  /** Compares all revisions; a step at a time, so that {@code onEachStep} can end it. */
  static Revisions of(
      byte[] file, List<SignatureEntry> entries, Runnable onEachStep, Progress progress) {
    TreeSet<Long> ends = new TreeSet<>();
    entries.stream()
        .map(SignatureEntry::end)
        .filter(end -> end > 0 && end < file.length)
        .forEach(ends::add);
    ends.add((long) file.length);
    List<Long> inOrder = List.copyOf(ends);
    List<Change> changes = new ArrayList<>();
    List<Reason> reasons = new ArrayList<>();
    for (int i = 1; i < inOrder.size(); i++) {
      progress.reached(Progress.Step.COMPARING, i, inOrder.size() - 1);
      long earlier = inOrder.get(i - 1);
      long later = inOrder.get(i);
      for (RevisionChange change : SignedPdf.changes(file, earlier, later, onEachStep)) {
        changes.add(new Change(i + 1, change.kind(), change.page(), change.path()));
      }
      if (!startsWithin(file, earlier, later)) {
        reasons.add(Reason.invalid("bytes-outside-revision", Map.of("revision", "" + (i + 1))));
      } else if (!SignedPdf.isPlainUpdate(file, earlier, later, onEachStep)) {
        reasons.add(Reason.invalid("update-ambiguous", Map.of("revision", "" + (i + 1))));
      }
    }
    return new Revisions(file, inOrder, List.copyOf(changes), reasons);
  }

  /**
   * Whether the bytes between two ends are an update that finds its own objects: a cross-reference
   * of its own, and nothing behind the last marker. Readers that repair files would otherwise see
   * other things than those that do not.
   */
  private static boolean startsWithin(byte[] file, long earlier, long later) {
    int from = (int) Math.max(earlier, later - 64);
    String tail = new String(file, from, (int) later - from, StandardCharsets.ISO_8859_1);
    Matcher start = START.matcher(tail);
    return start.find()
        && Long.parseLong(start.group(1)) >= earlier
        && Long.parseLong(start.group(1)) < later;
  }

  int count() {
    return ends.size();
  }

  List<Change> changes() {
    return changes;
  }

  Coverage coverage(SignatureEntry entry) {
    int revision = ends.indexOf(entry.end()) + 1;
    boolean permitted =
        revision > 0
            && changes.stream()
                .filter(change -> change.revision() > revision)
                .allMatch(change -> change.kind().permitted());
    return new Coverage(revision, ends.size(), entry.end() == file.length, permitted);
  }

  /** What is wrong with the file as a whole: forbidden changes, stray bytes, unsigned additions. */
  List<Reason> reasons(List<SignatureEntry> entries, Level expected) {
    List<Reason> all = new ArrayList<>(reasons);
    changes.stream()
        .filter(change -> !change.kind().permitted())
        .map(Revisions::forbidden)
        .distinct()
        .forEach(all::add);
    boolean closed = entries.stream().anyMatch(entry -> entry.end() == file.length);
    List<Change> last =
        changes.stream().filter(change -> change.revision() == ends.size()).toList();
    boolean evidenceOnly =
        !last.isEmpty()
            && last.stream().allMatch(change -> change.kind() == RevisionChange.Kind.EVIDENCE);
    // Below LTA, revocation data may follow the last signature without a timestamp over it.
    if (!entries.isEmpty() && !closed && (expected == Level.LTA || !evidenceOnly)) {
      all.add(Reason.indeterminate("unsigned-addition"));
    }
    return all;
  }

  private static Reason forbidden(Change change) {
    String kind = Sentences.code(change.kind());
    Integer page = change.page();
    return page == null
        ? Reason.invalid("changed-" + kind, Map.of("revision", "" + change.revision()))
        : Reason.invalid(
            "changed-" + kind + "-on-page",
            Map.of("revision", "" + change.revision(), "page", "" + page));
  }
}
