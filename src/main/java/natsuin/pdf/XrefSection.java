package natsuin.pdf;

import java.util.Arrays;
import natsuin.pdf.PdfObject.Dict;

/**
 * One cross-reference section (ISO 32000-2 section 7.5.4, 7.5.8) with its trailer, entries in the
 * order listed.
 */
final class XrefSection {
  static final byte FREE = 1;
  static final byte IN_FILE = 2;
  static final byte COMPRESSED = 3;

  private final int position;
  private final boolean stream;
  private Dict trailer = Dict.EMPTY;
  private int size;
  private int[] numbers = new int[16];
  private byte[] kinds = new byte[16];
  private int[] places = new int[16];
  private int[] details = new int[16];

  XrefSection(int position, boolean stream) {
    this.position = position;
    this.stream = stream;
  }

  /**
   * Adds an entry.
   *
   * @param place position in the file, or number of the object stream
   * @param detail generation, or index in the object stream
   */
  void add(int number, byte kind, int place, int detail) {
    if (size == numbers.length) {
      int capacity = size * 2;
      numbers = Arrays.copyOf(numbers, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      places = Arrays.copyOf(places, capacity);
      details = Arrays.copyOf(details, capacity);
    }
    numbers[size] = number;
    kinds[size] = kind;
    places[size] = place;
    details[size] = detail;
    size++;
  }

  void trailer(Dict dict) {
    trailer = dict;
  }

  Dict trailer() {
    return trailer;
  }

  /** Where it begins in the file. */
  int position() {
    return position;
  }

  /** A cross-reference stream rather than a table. */
  boolean isStream() {
    return stream;
  }

  int size() {
    return size;
  }

  int number(int i) {
    return numbers[i];
  }

  byte kind(int i) {
    return kinds[i];
  }

  int place(int i) {
    return places[i];
  }

  int detail(int i) {
    return details[i];
  }
}
