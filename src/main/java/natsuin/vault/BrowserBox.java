package natsuin.vault;

import java.util.UUID;

/**
 * Keeps a small secret between two requests of one browser. What the server keeps opens only with
 * the key that the browser carries and a master key together. Any thread.
 */
public final class BrowserBox {
  private static final String LABEL = "browser-box/1";

  private final SecretBox outer;
  private final String purpose;

  /** Boxes with one purpose do not open those of another. */
  public BrowserBox(MasterKeys masterKeys, String purpose) {
    this.outer = new SecretBox(masterKeys, "browser/" + purpose);
    this.purpose = purpose;
  }

  /** Length of the browser's key, bytes. */
  public static final int KEY = MasterKeys.LENGTH;

  /**
   * A closed secret.
   *
   * @param key for the browser, random
   * @param kept for the server
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sealed(byte[] key, byte[] kept) {}

  /** Closes a secret under a fresh key, bound to this identifier; {@code plain} is the caller's. */
  public Sealed seal(UUID id, byte[] plain) {
    byte[] key = Secrets.bytes(KEY);
    byte[] context = Context.of(LABEL).with(id).bytes();
    byte[] inner = Aead.seal(Hkdf.key(key, "AES", LABEL + "/" + purpose), context, plain);
    return new Sealed(key, outer.seal(context, inner));
  }

  /** What was closed, or {@link VaultException}. */
  public byte[] open(UUID id, byte[] key, byte[] kept) {
    if (key.length != KEY) {
      throw new VaultException("The browser's key has 32 bytes");
    }
    byte[] context = Context.of(LABEL).with(id).bytes();
    return Aead.open(
        Hkdf.key(key, "AES", LABEL + "/" + purpose), context, outer.open(context, kept), 0);
  }
}
