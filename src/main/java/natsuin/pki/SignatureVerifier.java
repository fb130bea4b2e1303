package natsuin.pki;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

/** Verifies by the algorithms that authorities out there sign with (ETSI TS 119 312). */
final class SignatureVerifier {
  private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
  private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
  private static final Map<String, String> BY_OID =
      Map.of(
          "1.2.840.10045.4.3.2",
          "SHA256withECDSA",
          "1.2.840.10045.4.3.3",
          "SHA384withECDSA",
          "1.2.840.10045.4.3.4",
          "SHA512withECDSA",
          "1.2.840.113549.1.1.11",
          "SHA256withRSA",
          "1.2.840.113549.1.1.12",
          "SHA384withRSA",
          "1.2.840.113549.1.1.13",
          "SHA512withRSA",
          RSASSA_PSS,
          "RSASSA-PSS");
  private static final Map<String, String> RSA_BY_DIGEST =
      Map.of(
          DigestAlgorithm.SHA256.oid(), "SHA256withRSA",
          DigestAlgorithm.SHA384.oid(), "SHA384withRSA",
          DigestAlgorithm.SHA512.oid(), "SHA512withRSA");

  private SignatureVerifier() {}

  /**
   * True when the signature holds.
   *
   * @param algorithm DER of the signature's AlgorithmIdentifier
   * @param digestAlgorithm DER of the digest's: CMS may say {@code rsaEncryption} and mean both
   */
  static boolean verify(
      byte[] algorithm, byte[] digestAlgorithm, PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    DerCursor identifier = new DerCursor(algorithm).enter(Der.SEQUENCE);
    String oid = Asn1.oid(identifier.take(Der.OID));
    String name = oid.equals(RSA_ENCRYPTION) ? rsa(digestAlgorithm) : BY_OID.get(oid);
    if (name == null) {
      throw new GeneralSecurityException("Signature algorithm " + oid);
    }
    Signature verifier = Signature.getInstance(name);
    if (oid.equals(RSASSA_PSS)) {
      verifier.setParameter(pss(identifier.rest()));
    }
    verifier.initVerify(key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static String rsa(byte[] digestAlgorithm) throws GeneralSecurityException {
    String oid = Asn1.oid(new DerCursor(digestAlgorithm).enter(Der.SEQUENCE).take(Der.OID));
    String name = RSA_BY_DIGEST.get(oid);
    if (name == null) {
      throw new GeneralSecurityException("Digest algorithm " + oid);
    }
    return name;
  }

  private static PSSParameterSpec pss(byte[] parameters) throws GeneralSecurityException {
    try {
      AlgorithmParameters algorithm = AlgorithmParameters.getInstance("RSASSA-PSS");
      algorithm.init(parameters);
      return algorithm.getParameterSpec(PSSParameterSpec.class);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
