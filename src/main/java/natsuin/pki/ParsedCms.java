package natsuin.pki;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A CMS signature taken apart, for those who have to embed what it needs. Reads only: nothing here
 * says that a signature is valid.
 */
public final class ParsedCms {
  private final CmsFields fields;
  private final Optional<X509Certificate> signerCertificate;

  private ParsedCms(CmsFields fields) {
    this.fields = fields;
    this.signerCertificate = fields.signerCertificate();
  }

  /**
   * Reads a SignedData with one signer; the trailing zeros of a PDF's placeholder are ignored.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ParsedCms parse(byte[] cms) {
    return new ParsedCms(CmsFields.parse(cms));
  }

  /** The bare signature value: what a signature timestamp is taken over. */
  public byte[] signatureValue() {
    return fields.signature().clone();
  }

  /** Every certificate enclosed, in no particular order. */
  public List<X509Certificate> certificates() {
    return fields.certificates();
  }

  /** The signer's certificate, when it is enclosed. */
  public Optional<X509Certificate> signerCertificate() {
    return signerCertificate;
  }

  /** The signature timestamps among the unsigned attributes. */
  public List<TimestampToken> signatureTimestamps() {
    return fields.unsignedAttributes(CadesSignature.TIMESTAMP_OID).stream()
        .map(TimestampToken::parse)
        .toList();
  }
}
