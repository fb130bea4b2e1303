package natsuin.pki;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;

/**
 * A CMS signature or timestamp token taken apart, for those who have to embed what it needs. Reads
 * only: nothing here says that a signature is valid.
 */
public final class ParsedCms {
  private final SignerInformation signer;
  private final List<X509Certificate> certificates;

  private ParsedCms(SignerInformation signer, List<X509Certificate> certificates) {
    this.signer = signer;
    this.certificates = certificates;
  }

  /** Takes DER (trailing zeros of a PDF's placeholder are ignored); throws what is no CMS out. */
  public static ParsedCms parse(byte[] der) {
    try {
      return of(new CMSSignedData(der));
    } catch (CMSException | ClassCastException e) {
      throw new IllegalArgumentException("Not a CMS SignedData", e);
    }
  }

  /** Reads all that is ever asked for, so that whatever is malformed shows here. */
  static ParsedCms of(CMSSignedData cms) {
    try {
      Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
      if (signers.size() != 1) {
        throw new IllegalArgumentException("A CMS with %d signers".formatted(signers.size()));
      }
      List<X509Certificate> certificates = new ArrayList<>();
      for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
        certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
      }
      return new ParsedCms(signers.iterator().next(), List.copyOf(certificates));
    } catch (CertificateException | RuntimeException e) {
      throw new IllegalArgumentException("A malformed CMS SignedData", e);
    }
  }

  /** The bare signature value: what a signature timestamp is taken over. */
  public byte[] signatureValue() {
    return signer.getSignature();
  }

  /** Every certificate enclosed, in no particular order. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** The signer's certificate, when it is enclosed. */
  public Optional<X509Certificate> signerCertificate() {
    return certificates.stream().filter(this::isSigner).findFirst();
  }

  private boolean isSigner(X509Certificate certificate) {
    SignerId id = signer.getSID();
    return certificate.getSerialNumber().equals(id.getSerialNumber())
        && X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded())
            .equals(id.getIssuer());
  }

  /** The signature timestamps among the unsigned attributes. */
  public List<TimestampToken> signatureTimestamps() {
    AttributeTable unsigned = signer.getUnsignedAttributes();
    if (unsigned == null) {
      return List.of();
    }
    List<TimestampToken> tokens = new ArrayList<>();
    var attributes = unsigned.getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    for (int i = 0; i < attributes.size(); i++) {
      for (ASN1Encodable value : Attribute.getInstance(attributes.get(i)).getAttributeValues()) {
        tokens.add(TimestampToken.parse(Asn1.der(value)));
      }
    }
    return tokens;
  }

  SignerInformation signer() {
    return signer;
  }
}
