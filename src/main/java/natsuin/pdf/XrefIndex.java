package natsuin.pdf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where each object of the newest revision is. Later revisions lie over earlier ones, which stay as
 * they are.
 */
final class XrefIndex {
  private final @Nullable XrefIndex below;
  private final int highest;
  private final int[] entryOf;
  private final List<XrefSection> sections;

  /**
   * Over another index.
   *
   * @param sections newest first; a table directly before the stream that a hybrid file hides
   *     behind it
   */
  XrefIndex(@Nullable XrefIndex below, List<XrefSection> sections) {
    this.below = below;
    this.sections = sections;
    int top = below == null ? 0 : below.highest;
    for (XrefSection section : sections) {
      for (int i = 0; i < section.size(); i++) {
        top = Math.max(top, section.number(i));
      }
    }
    this.highest = top;
    // Small increments over large files: a table per increment would cost as much as the file's
    // own.
    this.entryOf = below == null ? buildTable() : new int[0];
  }

  /** The highest object number in use or ever used. */
  int highest() {
    return highest;
  }

  /** The entry in force; null when there is none. */
  @Nullable Entry find(int number) {
    if (number < 0 || number > highest) {
      return null;
    }
    if (below == null) {
      int packed = entryOf[number];
      return packed == 0 ? null : unpack(packed - 1);
    }
    Entry found = scan(number);
    return found != null ? found : below.find(number);
  }

  private @Nullable Entry scan(int number) {
    for (XrefSection section : sections) {
      for (int i = section.size() - 1; i >= 0; i--) {
        if (section.number(i) == number) {
          return new Entry(section.kind(i), section.place(i), section.detail(i));
        }
      }
    }
    return null;
  }

  private Entry unpack(int packed) {
    int start = 0;
    for (XrefSection section : sections) {
      if (packed < start + section.size()) {
        int i = packed - start;
        return new Entry(section.kind(i), section.place(i), section.detail(i));
      }
      start += section.size();
    }
    throw new IllegalStateException();
  }

  private int[] buildTable() {
    int[] table = new int[highest + 1];
    int start = 0;
    Set<Integer> hiding = Set.of();
    for (int s = 0; s < sections.size(); s++) {
      XrefSection section = sections.get(s);
      boolean hybrid = section.trailer().has("XRefStm") && !section.isStream();
      Set<Integer> freed = new HashSet<>();
      for (int i = 0; i < section.size(); i++) {
        int number = section.number(i);
        if (table[number] == 0 || hiding.contains(number)) {
          table[number] = start + i + 1;
          if (hybrid && section.kind(i) == XrefSection.FREE) {
            freed.add(number);
          }
        }
      }
      hiding = freed;
      start += section.size();
    }
    return table;
  }

  /** The newest section. */
  XrefSection newest() {
    return sections.getFirst();
  }

  /** All sections from the newest to the oldest. */
  List<XrefSection> sections() {
    if (below == null) {
      return sections;
    }
    XrefSection[] all =
        Arrays.copyOf(
            sections.toArray(new XrefSection[0]), sections.size() + below.sections().size());
    System.arraycopy(below.sections().toArray(), 0, all, sections.size(), below.sections().size());
    return List.of(all);
  }

  /** An entry: see {@link XrefSection#add}. */
  record Entry(byte kind, int place, int detail) {}
}
