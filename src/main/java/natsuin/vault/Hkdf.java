package natsuin.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA-256 (RFC 5869). */
final class Hkdf {
  private Hkdf() {}

  static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key for one purpose from a secret that is random already. */
  static SecretKey key(byte[] secret, String algorithm, String purpose) {
    byte[] info = ("natsuin/" + purpose).getBytes(StandardCharsets.UTF_8);
    byte[] derived = derive(secret, new byte[0], info, MasterKeys.LENGTH);
    SecretKey key = new SecretKeySpec(derived, algorithm);
    Wipe.bytes(derived);
    return key;
  }
}
