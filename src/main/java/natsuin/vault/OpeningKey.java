package natsuin.vault;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key under which one credential's private key is kept (CERT-2). Whoever holds it can
 * sign; close it as soon as the key has acted. One thread.
 */
public final class OpeningKey implements AutoCloseable {
  private final byte[] key;
  private boolean closed;

  /** Takes over the array. */
  OpeningKey(byte[] key) {
    if (key.length != MasterKeys.LENGTH) {
      throw new VaultException("An opening key has 32 bytes");
    }
    this.key = key;
  }

  static OpeningKey random() {
    return new OpeningKey(Secrets.bytes(MasterKeys.LENGTH));
  }

  /** The private key in the form that is stored, bound to its credential. */
  byte[] wrap(UUID credential, PrivateKey privateKey) {
    byte[] pkcs8 = privateKey.getEncoded();
    try {
      return Aead.seal(secretKey(), context(credential), pkcs8);
    } finally {
      Wipe.bytes(pkcs8);
    }
  }

  /**
   * The credential's private key; {@link VaultException} when this is not the key that opens it.
   *
   * @param wrapped its stored form
   * @param algorithm for {@link KeyFactory}, {@code EC} or {@code RSA}
   */
  public PrivateKey open(UUID credential, byte[] wrapped, String algorithm) {
    byte[] pkcs8 = Aead.open(secretKey(), context(credential), wrapped, 0);
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new VaultException("The stored private key is none", e);
    } finally {
      Wipe.bytes(pkcs8);
    }
  }

  /** The key itself, not a copy. */
  byte[] bytes() {
    if (closed) {
      throw new IllegalStateException("The opening key was wiped");
    }
    return key;
  }

  /** Wipes it. */
  @Override
  public void close() {
    closed = true;
    Wipe.bytes(key);
  }

  private SecretKeySpec secretKey() {
    return new SecretKeySpec(bytes(), "AES");
  }

  private static byte[] context(UUID credential) {
    return Context.of("credential/1").with(credential).bytes();
  }
}
