package natsuin.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key with the certificates that speak for it.
 *
 * @param key usable by the JCA; its bytes may live in a token
 * @param chain the key's own certificate first, then its issuers up to and including the root
 */
public record SigningIdentity(PrivateKey key, List<X509Certificate> chain) {
  public SigningIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("A signing identity needs its certificate");
    }
  }

  /** The key's own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Signs with the key's own algorithm over SHA-256. */
  public byte[] sign(byte[] message) {
    return algorithm().sign(key, message);
  }

  /** The key's algorithm. */
  public KeyAlgorithm algorithm() {
    return KeyAlgorithm.of(certificate().getPublicKey());
  }
}
