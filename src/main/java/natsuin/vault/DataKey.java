package natsuin.vault;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An opened data key: encrypts what belongs to one owner. Not to be stored; its wrapped form is.
 * Any thread.
 */
public final class DataKey {
  private final SecretKey key;

  DataKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Encrypts a small piece, such as a job's intermediate state, for this context only. */
  public byte[] seal(String context, byte[] plain) {
    return Aead.seal(key, piece(context), plain);
  }

  /** What {@link #seal} took, or {@link VaultException}. */
  public byte[] open(String context, byte[] sealed) {
    return Aead.open(key, piece(context), sealed, 0);
  }

  SecretKey secretKey() {
    return key;
  }

  private static byte[] piece(String context) {
    return Context.of("piece/1").with(context).bytes();
  }
}
