package natsuin.pdf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether an update's cross-reference says what every reader understands alike. Shadow attacks free
 * objects, bring hidden ones back, or point to other objects than they name, and leave it to each
 * reader's repairs what is seen (Mainka et al., NDSS 2021): a comparison that reads the file in one
 * way sees no change. So a section may list only what it brings itself, or what was in force before
 * it, and follows upon the section of the revision before.
 */
final class RevisionEntries {
  private final ReadLimits limits;
  private final byte[] file;
  private final int earlier;
  private final DocumentBytes later;
  private @Nullable PdfFile before;
  private @Nullable PdfFile after;

  private RevisionEntries(byte[] file, int earlier, int later, Runnable onEachStep) {
    this.limits = new ReadLimits(1_000_000, 256, 16 << 20, onEachStep);
    this.file = file;
    this.earlier = earlier;
    this.later = DocumentBytes.of(later == file.length ? file : Arrays.copyOf(file, later));
  }

  /** Whether the bytes from one end to the other are such an update. */
  static boolean plain(byte[] file, long earlier, long later, Runnable onEachStep) {
    try {
      int end = Math.toIntExact(later);
      return new RevisionEntries(file, Math.toIntExact(earlier), end, onEachStep).plain();
    } catch (PdfException | TooManyObjectsException | TooDeepException e) {
      return false;
    }
  }

  private boolean plain() {
    DocumentBytes signed = DocumentBytes.of(Arrays.copyOf(file, earlier));
    int previous = XrefReader.lastStartxref(signed);
    int start = XrefReader.lastStartxref(later);
    for (XrefSection section : new XrefReader(later, limits).read(start, previous)) {
      if (section.position() < earlier || !plain(section, signed)) {
        return false;
      }
    }
    return true;
  }

  private boolean plain(XrefSection section, DocumentBytes signed) {
    for (int i = 0; i < section.size(); i++) {
      int number = section.number(i);
      boolean own =
          switch (section.kind(i)) {
            case XrefSection.FREE -> number == 0;
            case XrefSection.IN_FILE -> section.place(i) >= earlier && begins(section, i);
            default -> false;
          };
      if (!own && !asBefore(section, i, signed)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the object stands where its entry says. */
  private boolean begins(XrefSection section, int i) {
    if (section.place(i) >= later.length()) {
      return false;
    }
    Cursor in = Cursor.at(later, section.place(i));
    return Cursor.isDigit(in.peek())
        && in.readNumber() == section.number(i)
        && in.readNumber() == section.detail(i)
        && in.take("obj");
  }

  private boolean asBefore(XrefSection section, int i, DocumentBytes signed) {
    if (before == null) {
      before = PdfFile.read(signed, limits);
    }
    XrefIndex.Entry found = before.index().find(section.number(i));
    boolean unused = found == null || found.kind() == XrefSection.FREE;
    return switch (section.kind(i)) {
      case XrefSection.FREE -> unused;
      case XrefSection.IN_FILE -> asBefore(found, section, i);
      default -> bringsItsStream(section.place(i)) || asBefore(found, section, i);
    };
  }

  private static boolean asBefore(XrefIndex.@Nullable Entry found, XrefSection section, int i) {
    return found != null
        && found.equals(new XrefIndex.Entry(section.kind(i), section.place(i), section.detail(i)));
  }

  /** A compressed object is as new as the stream that holds it. */
  private boolean bringsItsStream(int stream) {
    if (after == null) {
      after = PdfFile.read(later, limits);
    }
    XrefIndex.Entry entry = after.index().find(stream);
    return entry != null && entry.kind() == XrefSection.IN_FILE && entry.place() >= earlier;
  }
}
