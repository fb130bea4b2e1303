package natsuin.pki;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * The kinds of signing keys, each with its one signature algorithm over SHA-256. RSA signs by
 * PKCS#1 v1.5, which every PDF reader in customers' hands accepts; PSS is not yet everywhere.
 */
@SuppressWarnings("ImmutableEnumChecker") // encoded once, read by this package only
public enum KeyAlgorithm {
  EC_P256(
      "EC",
      new ECGenParameterSpec("secp256r1"),
      "SHA256withECDSA",
      "1.2.840.10045.4.3.2",
      false,
      72),
  RSA_3072(
      "RSA",
      new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4),
      "SHA256withRSA",
      "1.2.840.113549.1.1.11",
      true,
      384);

  private final String jcaKeyName;
  private final AlgorithmParameterSpec parameters;
  private final String jcaSignatureName;
  private final byte[] identifier;
  private final int maximumSignatureLength;

  KeyAlgorithm(
      String jcaKeyName,
      AlgorithmParameterSpec parameters,
      String jcaSignatureName,
      String signatureOid,
      boolean nullParameters,
      int maximumSignatureLength) {
    this.jcaKeyName = jcaKeyName;
    this.parameters = parameters;
    this.jcaSignatureName = jcaSignatureName;
    this.maximumSignatureLength = maximumSignatureLength;
    this.identifier =
        nullParameters
            ? Der.sequence(Der.oid(signatureOid), Der.NULL)
            : Der.sequence(Der.oid(signatureOid));
  }

  /** The algorithm of a key that is at hand; the size of RSA keys is not looked at. */
  public static KeyAlgorithm of(PublicKey key) {
    return switch (key) {
      case ECKey ignored -> EC_P256;
      case RSAKey ignored -> RSA_3072;
      default -> throw new IllegalArgumentException("Unsupported key: " + key.getAlgorithm());
    };
  }

  /** A fresh pair. RSA takes up to a second: call it on a worker. */
  public KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(jcaKeyName);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs {@code message}; hashing included. */
  public byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(jcaSignatureName);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key did not sign", e);
    }
  }

  /** True when {@code signature} over {@code message} was made by the owner of {@code key}. */
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(jcaSignatureName);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Name for {@link java.security.KeyFactory}. */
  public String jcaKeyName() {
    return jcaKeyName;
  }

  /** Upper bound of a signature's length in bytes. */
  public int maximumSignatureLength() {
    return maximumSignatureLength;
  }

  String jcaSignatureName() {
    return jcaSignatureName;
  }

  /** DER of the signature's AlgorithmIdentifier (RFC 5754, RFC 5758). */
  byte[] identifier() {
    return identifier;
  }
}
