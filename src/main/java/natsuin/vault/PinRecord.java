package natsuin.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of a stored PIN record: {@code 1 | memory KiB (4) | iterations (1) | salt (16) | length
 * of the master key's identifier (1) | identifier}, and after it {@code nonce | ciphertext | tag}.
 * The head is authenticated with the rest.
 */
record PinRecord(Argon2Parameters parameters, byte[] salt, String masterId) {
  static final int SALT = 16;

  private static final byte VERSION = 1;
  private static final int FIXED = 1 + Integer.BYTES + 1 + SALT + 1;
  private static final int BODY = Aead.OVERHEAD + MasterKeys.LENGTH;

  int length() {
    return FIXED + masterId.length();
  }

  byte[] bytes() {
    return ByteBuffer.allocate(length())
        .put(VERSION)
        .putInt(parameters.memoryKib())
        .put((byte) parameters.iterations())
        .put(salt)
        .put((byte) masterId.length())
        .put(masterId.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  static PinRecord read(byte[] pinWrap) {
    if (pinWrap.length < FIXED + BODY || pinWrap[0] != VERSION) {
      throw new VaultException("Not a PIN record of a version known here");
    }
    ByteBuffer buffer = ByteBuffer.wrap(pinWrap, 1, FIXED - 1);
    int memory = buffer.getInt();
    int iterations = buffer.get();
    byte[] salt = new byte[SALT];
    buffer.get(salt);
    int idLength = buffer.get();
    if (idLength < 1 || pinWrap.length != FIXED + idLength + BODY) {
      throw new VaultException("A PIN record of the wrong length");
    }
    String id =
        new String(Arrays.copyOfRange(pinWrap, FIXED, FIXED + idLength), StandardCharsets.US_ASCII);
    try {
      return new PinRecord(new Argon2Parameters(memory, iterations), salt, id);
    } catch (IllegalArgumentException e) {
      throw new VaultException("A PIN record asks for too much", e);
    }
  }
}
