package natsuin.passwords;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import natsuin.vault.KeyedHash;

/**
 * An attempt between password and code, as the browser carries it: signed, short-lived, and good
 * for nothing without the code that was bound to it.
 */
record CodeAttempt(UUID id, UUID person, Instant expiresAt) {
  private static final int CONTENT = 2 * 16 + Long.BYTES;
  private static final int MAC = 32;

  /** Base64url of the three values and their keyed hash. */
  String sign(KeyedHash key) {
    byte[] content = bytes();
    var signed = ByteBuffer.allocate(CONTENT + MAC).put(content).put(key.of(content));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
  }

  /** The attempt, if we signed it and it has not expired. */
  static Optional<CodeAttempt> read(String signed, KeyedHash key, Instant now) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(signed);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
    if (bytes.length != CONTENT + MAC) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes);
    var attempt =
        new CodeAttempt(uuid(buffer), uuid(buffer), Instant.ofEpochMilli(buffer.getLong()));
    byte[] mac = new byte[MAC];
    buffer.get(mac);
    return key.matches(mac, attempt.bytes()) && now.isBefore(attempt.expiresAt)
        ? Optional.of(attempt)
        : Optional.empty();
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(CONTENT)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(person.getMostSignificantBits())
        .putLong(person.getLeastSignificantBits())
        .putLong(expiresAt.toEpochMilli())
        .array();
  }

  private static UUID uuid(ByteBuffer buffer) {
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
