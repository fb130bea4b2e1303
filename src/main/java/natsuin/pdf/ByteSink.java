package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** A growing array of bytes that knows its length and can be filled in afterwards. */
final class ByteSink {
  private byte[] bytes = new byte[8192];
  private int size;

  ByteSink text(String latin) {
    return bytes(latin.getBytes(ISO_8859_1));
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

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
