package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** A growing array of bytes that knows its length and can be filled in afterwards. */
final class ByteSink {
  private byte[] bytes = new byte[8192];
  private int size;

  @SuppressWarnings(
      "deprecation") // exactly what is wanted: the low byte of each char, without an array in
  // between
  ByteSink text(String latin) {
    int length = latin.length();
    reserve(length);
    latin.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /** A whole number in ten digits, with zeros in front. */
  ByteSink tenDigits(long value) {
    repeat('0', 10);
    long rest = value;
    for (int i = size - 1; rest > 0; i--, rest /= 10) {
      bytes[i] = (byte) ('0' + rest % 10);
    }
    return this;
  }

  ByteSink bytes(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  ByteSink one(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
    return this;
  }

  ByteSink repeat(char c, int count) {
    reserve(count);
    Arrays.fill(bytes, size, size + count, (byte) c);
    size += count;
    return this;
  }

  int size() {
    return size;
  }

  void overwrite(int at, String latin) {
    byte[] with = latin.getBytes(ISO_8859_1);
    System.arraycopy(with, 0, bytes, at, with.length);
  }

  /** The first bytes. */
  byte[] head(int atMost) {
    return Arrays.copyOf(bytes, Math.min(size, atMost));
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
