package natsuin.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * Keys of client certificates. They live for a year, so that RSA may be shorter than a {@link
 * KeyAlgorithm} whose signatures stand for ten.
 */
@SuppressWarnings("ImmutableEnumChecker") // the specifications never change
public enum ClientKeyAlgorithm {
  EC_P256("EC", new ECGenParameterSpec("secp256r1")),
  /** For systems that know no elliptic curves. */
  RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));

  private final String jcaName;
  private final AlgorithmParameterSpec parameters;

  ClientKeyAlgorithm(String jcaName, AlgorithmParameterSpec parameters) {
    this.jcaName = jcaName;
    this.parameters = parameters;
  }

  /** A fresh pair. RSA takes some tenths of a second: call it on a worker. */
  public KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(jcaName);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
