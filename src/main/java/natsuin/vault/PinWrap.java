package natsuin.vault;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps signing keys so that neither PIN nor server alone opens them (CERT-2). The private key lies
 * under a random opening key; the opening key lies under HKDF of Argon2id(PIN) and a key derived
 * from the master key, both bound to the credential. Each call that takes a PIN costs one Argon2id:
 * only on a bounded pool.
 */
public final class PinWrap {
  private static final int LONGEST_CHARACTER = 3; // bytes of UTF-8 for one char

  private final MasterKeys masterKeys;
  private final Argon2 argon2;
  private final Argon2Parameters parameters;

  /** Wraps anew with {@code parameters}; opens with whatever a record says. */
  public PinWrap(MasterKeys masterKeys, Argon2 argon2, Argon2Parameters parameters) {
    this.masterKeys = masterKeys;
    this.argon2 = argon2;
    this.parameters = parameters;
  }

  /**
   * A private key as it is stored.
   *
   * @param wrappedKey the key under its opening key
   * @param pinWrap the opening key under PIN and server key
   */
  public record Stored(byte[] wrappedKey, byte[] pinWrap) {}

  /** Closes a new credential's private key under its first PIN. */
  public Stored protect(UUID credential, char[] pin, PrivateKey privateKey) {
    try (OpeningKey key = OpeningKey.random()) {
      return new Stored(key.wrap(credential, privateKey), wrap(credential, pin, key));
    }
  }

  /** Tries a PIN. {@link VaultException} only when the record itself is unusable. */
  public PinCheck check(UUID credential, char[] pin, byte[] pinWrap) {
    PinRecord record = PinRecord.read(pinWrap);
    SecretKey wrapping = wrappingKey(credential, pin, record);
    try {
      byte[] context = context(credential, record);
      return new PinCheck.Opened(
          new OpeningKey(Aead.open(wrapping, context, pinWrap, record.length())));
    } catch (VaultException e) {
      return new PinCheck.Wrong();
    }
  }

  /**
   * The record under another PIN, or under the present one with today's parameters and master key;
   * the private key's own record stays as it is.
   */
  public byte[] wrap(UUID credential, char[] pin, OpeningKey key) {
    PinRecord record =
        new PinRecord(parameters, Secrets.bytes(PinRecord.SALT), masterKeys.current());
    SecretKey wrapping = wrappingKey(credential, pin, record);
    byte[] head = record.bytes();
    byte[] sealed =
        Aead.seal(
            wrapping, context(credential, record), key.bytes(), 0, MasterKeys.LENGTH, head.length);
    System.arraycopy(head, 0, sealed, 0, head.length);
    return sealed;
  }

  /**
   * True when {@link #wrap} at the next right PIN would bring parameters or master key up to date.
   */
  public boolean isOutdated(byte[] pinWrap) {
    PinRecord record = PinRecord.read(pinWrap);
    return !record.parameters().equals(parameters)
        || !record.masterId().equals(masterKeys.current());
  }

  private SecretKey wrappingKey(UUID credential, char[] pin, PinRecord record) {
    byte[] secret = utf8(pin);
    byte[] fromPin = argon2.hash(secret, record.salt(), record.parameters(), MasterKeys.LENGTH);
    byte[] fromServer = masterKeys.key(record.masterId(), "HKDF", "pin").getEncoded();
    byte[] both = ByteBuffer.allocate(2 * MasterKeys.LENGTH).put(fromPin).put(fromServer).array();
    byte[] info = Context.of("pin-wrap/1").with(credential).bytes();
    byte[] key = Hkdf.derive(both, record.salt(), info, MasterKeys.LENGTH);
    try {
      return new SecretKeySpec(key, "AES");
    } finally {
      Wipe.bytes(secret, fromPin, fromServer, both, key);
    }
  }

  private static byte[] context(UUID credential, PinRecord record) {
    return Context.of("pin-wrap/1").with(credential).with(record.bytes()).bytes();
  }

  private static byte[] utf8(char[] pin) {
    ByteBuffer encoded = ByteBuffer.allocate(pin.length * LONGEST_CHARACTER);
    CoderResult result =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(pin), encoded, true);
    if (result.isError()) {
      throw new IllegalArgumentException("The PIN is not text");
    }
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Wipe.bytes(encoded.array());
    return bytes;
  }
}
