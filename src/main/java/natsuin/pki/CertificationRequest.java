package natsuin.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * A request for a certificate whose key was made elsewhere (PKCS#10, RFC 2986). Only the key is
 * taken from it: names and extensions are the authority's to decide, whatever is asked for.
 */
public final class CertificationRequest {
  /** Longest that is looked at, in characters; a request for a key of 4,096 bits has 1,700. */
  private static final int LONGEST = 16 << 10;

  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\\s]+)"
              + "-----END (?:NEW )?CERTIFICATE REQUEST-----\\s*");
  private static final int SMALLEST_RSA = 2048;
  private static final int LARGEST_RSA = 4096;
  private static final java.math.BigInteger F4 = java.security.spec.RSAKeyGenParameterSpec.F4;

  /** By the signature's object identifier; what is not here is not accepted. */
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "1.2.840.10045.4.3.2", "SHA256withECDSA",
          "1.2.840.113549.1.1.11", "SHA256withRSA",
          "1.2.840.113549.1.1.12", "SHA384withRSA",
          "1.2.840.113549.1.1.13", "SHA512withRSA");

  private CertificationRequest() {}

  /**
   * The key, if its owner signed the request and it is one that we certify: P-256, or RSA of 2,048
   * to 4,096 bits with the exponent 65,537 and no known weakness. Empty for everything else. Any
   * thread.
   *
   * @param pem of whoever asks
   */
  public static Optional<PublicKey> key(String pem) {
    if (pem.length() > LONGEST) {
      return Optional.empty();
    }
    var matcher = PEM.matcher(pem);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      return key(new PKCS10CertificationRequest(der));
    } catch (IOException | GeneralSecurityException | RuntimeException notOne) {
      // Whatever a parser says of what a stranger sent, it is no request.
      return Optional.empty();
    }
  }

  private static Optional<PublicKey> key(PKCS10CertificationRequest request)
      throws IOException, GeneralSecurityException {
    Optional<PublicKey> key = acceptable(request.getSubjectPublicKeyInfo());
    String algorithm = SIGNATURES.get(request.getSignatureAlgorithm().getAlgorithm().getId());
    if (key.isEmpty() || algorithm == null) {
      return Optional.empty();
    }
    var verifier = Signature.getInstance(algorithm);
    verifier.initVerify(key.get());
    verifier.update(request.toASN1Structure().getCertificationRequestInfo().getEncoded("DER"));
    return verifier.verify(request.getSignature()) ? key : Optional.empty();
  }

  private static Optional<PublicKey> acceptable(SubjectPublicKeyInfo info)
      throws IOException, GeneralSecurityException {
    boolean elliptic =
        info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
    if (elliptic && !NISTNamedCurves.getOID("P-256").equals(info.getAlgorithm().getParameters())) {
      return Optional.empty();
    }
    var key =
        KeyFactory.getInstance(elliptic ? "EC" : "RSA")
            .generatePublic(new X509EncodedKeySpec(info.getEncoded("DER")));
    boolean good =
        switch (key) {
          case ECPublicKey onCurve -> true;
          case RSAPublicKey rsa ->
              rsa.getPublicExponent().equals(F4)
                  && rsa.getModulus().bitLength() >= SMALLEST_RSA
                  && rsa.getModulus().bitLength() <= LARGEST_RSA
                  && !RsaModulus.weak(rsa.getModulus());
          default -> false;
        };
    return good ? Optional.of(key) : Optional.empty();
  }
}
