package natsuin.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Closes small secrets directly under the master key, for one purpose: {@code 1 | length of the
 * key's identifier | identifier | nonce | ciphertext | tag}. What goes in is bound to a context and
 * opens only with the same. Any thread.
 */
public final class SecretBox {
  private static final byte VERSION = 1;
  private static final int FIXED = 2;

  private final MasterKeys masterKeys;
  private final String purpose;

  /** Boxes with one purpose do not open those of another. */
  public SecretBox(MasterKeys masterKeys, String purpose) {
    this.masterKeys = masterKeys;
    this.purpose = "box/" + purpose;
  }

  /** Closes under the current master key. */
  public byte[] seal(byte[] context, byte[] plain) {
    String id = masterKeys.current();
    byte[] name = id.getBytes(StandardCharsets.US_ASCII);
    byte[] sealed =
        Aead.seal(
            masterKeys.key(id, "AES", purpose),
            context,
            plain,
            0,
            plain.length,
            FIXED + name.length);
    sealed[0] = VERSION;
    sealed[1] = (byte) name.length;
    System.arraycopy(name, 0, sealed, FIXED, name.length);
    return sealed;
  }

  /** What was closed, or {@link VaultException}. */
  public byte[] open(byte[] context, byte[] sealed) {
    String id = masterIdOf(sealed);
    return Aead.open(masterKeys.key(id, "AES", purpose), context, sealed, FIXED + id.length());
  }

  /** The same secret under the current master key. */
  public byte[] reseal(byte[] context, byte[] sealed) {
    byte[] plain = open(context, sealed);
    byte[] fresh = seal(context, plain);
    Wipe.bytes(plain);
    return fresh;
  }

  /** Identifier of the master key that closed it. */
  public static String masterIdOf(byte[] sealed) {
    if (sealed.length < FIXED || sealed[0] != VERSION || sealed.length < FIXED + sealed[1]) {
      throw new VaultException("Not a sealed secret of a version known here");
    }
    return new String(
        Arrays.copyOfRange(sealed, FIXED, FIXED + sealed[1]), StandardCharsets.US_ASCII);
  }
}
