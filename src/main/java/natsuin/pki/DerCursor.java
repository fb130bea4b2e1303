package natsuin.pki;

import java.util.Arrays;

/** Walks over definite-length DER elements inside a byte array without copying them. */
final class DerCursor {
  private final byte[] bytes;
  private final int end;
  private int at;

  DerCursor(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private DerCursor(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean hasNext() {
    return at < end;
  }

  int peekTag() {
    if (at >= end) {
      throw new IllegalArgumentException("DER ends too early");
    }
    return bytes[at] & 0xff;
  }

  /** Steps into the next element, which must carry {@code tag}, and past it. */
  DerCursor enter(int tag) {
    Extent extent = step(tag);
    return new DerCursor(bytes, extent.content, extent.end);
  }

  /** The whole next element, header included. */
  byte[] take(int tag) {
    Extent extent = step(tag);
    return Arrays.copyOfRange(bytes, extent.start, extent.end);
  }

  /** The content of the next element, header left out. */
  byte[] takeContent(int tag) {
    Extent extent = step(tag);
    return Arrays.copyOfRange(bytes, extent.content, extent.end);
  }

  /** Everything that is left. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return rest;
  }

  private Extent step(int tag) {
    if (peekTag() != tag) {
      throw new IllegalArgumentException(
          "DER tag 0x%02x where 0x%02x belongs".formatted(peekTag(), tag));
    }
    Extent extent = extent();
    at = extent.end;
    return extent;
  }

  private Extent extent() {
    if (end - at < 2) {
      throw new IllegalArgumentException("DER ends too early");
    }
    int first = bytes[at + 1] & 0xff;
    int octets = first < 0x80 ? 0 : first & 0x7f;
    if (first == 0x80 || octets > 4 || at + 2 + octets > end) {
      throw new IllegalArgumentException("DER length is not definite or too long");
    }
    long length = octets == 0 ? first : 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | (bytes[at + 2 + i] & 0xff);
    }
    int content = at + 2 + octets;
    if (length > end - content) {
      throw new IllegalArgumentException("DER element is longer than what holds it");
    }
    return new Extent(at, content, (int) (content + length));
  }

  private record Extent(int start, int content, int end) {}
}
