package natsuin.pki;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.PrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/** Lets Bouncy Castle's builders sign by the JCA, with whatever provider is the fastest there. */
final class JcaSigner implements ContentSigner {
  private final KeyAlgorithm algorithm;
  private final PrivateKey key;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream(1024);

  JcaSigner(KeyAlgorithm algorithm, PrivateKey key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  JcaSigner(SigningIdentity identity) {
    this(identity.algorithm(), identity.key());
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return AlgorithmIdentifier.getInstance(algorithm.identifier());
  }

  @Override
  public OutputStream getOutputStream() {
    return message;
  }

  @Override
  public byte[] getSignature() {
    return algorithm.sign(key, message.toByteArray());
  }
}
