package natsuin.pki;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Certificates and their bytes. */
public final class Certificates {
  private Certificates() {}

  /** From DER; throws {@link IllegalArgumentException} for anything else. */
  public static X509Certificate parse(byte[] der) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("Not an X.509 certificate", e);
    }
  }

  /** DER. */
  public static byte[] encode(X509Certificate certificate) {
    return SignedData.encoding(certificate);
  }
}
