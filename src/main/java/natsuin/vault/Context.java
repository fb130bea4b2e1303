package natsuin.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What ciphertext is bound to, as bytes. Every part carries its length, so that no two lists of
 * parts look alike.
 */
final class Context {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);

  private Context() {}

  static Context of(String label) {
    return new Context().with(label);
  }

  Context with(String part) {
    return with(part.getBytes(StandardCharsets.UTF_8));
  }

  Context with(UUID part) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES);
    buffer.putLong(part.getMostSignificantBits()).putLong(part.getLeastSignificantBits());
    return with(buffer.array());
  }

  Context with(long part) {
    return with(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
  }

  Context with(byte[] part) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    bytes.writeBytes(part);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
