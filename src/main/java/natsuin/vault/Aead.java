package natsuin.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh random nonce in front: {@code nonce | ciphertext |
 * tag}. Random 96-bit nonces are safe up to 2^32 messages a key; no key here comes near.
 */
final class Aead {
  static final int NONCE = 12;
  static final int TAG = 16;
  static final int OVERHEAD = NONCE + TAG;

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Aead() {}

  static byte[] seal(SecretKey key, byte[] context, byte[] plain) {
    return seal(key, context, plain, 0, plain.length, 0);
  }

  /** As above for a part of {@code plain}, leaving {@code headroom} bytes free in front. */
  static byte[] seal(
      SecretKey key, byte[] context, byte[] plain, int offset, int length, int headroom) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = new byte[headroom + OVERHEAD + length];
    System.arraycopy(nonce, 0, sealed, headroom, NONCE);
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
      cipher.updateAAD(context);
      cipher.doFinal(plain, offset, length, sealed, headroom + NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The plain bytes, or {@link VaultException} when key, context or any byte is another. */
  static byte[] open(SecretKey key, byte[] context, byte[] sealed, int offset) {
    if (sealed.length - offset < OVERHEAD) {
      throw new VaultException("Ciphertext is too short");
    }
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, sealed, offset, NONCE));
      cipher.updateAAD(context);
      return cipher.doFinal(sealed, offset + NONCE, sealed.length - offset - NONCE);
    } catch (GeneralSecurityException e) {
      throw new VaultException("Ciphertext does not open: altered, or another key or context", e);
    }
  }
}
