package natsuin.pki;

import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Which extensions a certificate carries, by profile (RFC 5280 section 4.2). */
final class CertificateExtensions {
  private static final int KEY_ID_LENGTH = 20;

  private CertificateExtensions() {}

  static Extensions leaf(
      CertificateRequest request,
      X509Certificate issuer,
      PublicAddresses addresses,
      String policy) {
    CertificateProfile profile = request.profile();
    ExtensionsGenerator generator = identifiers(request.publicKey(), authorityKey(issuer));
    add(generator, Extension.keyUsage, true, new KeyUsage(profile.keyUsage()));
    String extended = profile.extendedUsage();
    if (extended != null) {
      boolean critical = profile == CertificateProfile.TIMESTAMP;
      KeyPurposeId purpose = KeyPurposeId.getInstance(new ASN1ObjectIdentifier(extended));
      add(generator, Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purpose));
    }
    addPublication(generator, profile, addresses);
    add(generator, Extension.certificatePolicies, false, policies(policy));
    if (!request.hostNames().isEmpty()) {
      add(generator, Extension.subjectAlternativeName, false, hosts(request.hostNames()));
    }
    return generator.generate();
  }

  /** Nobody asks whether an OCSP responder is revoked: that is what nocheck says. */
  private static void addPublication(
      ExtensionsGenerator generator, CertificateProfile profile, PublicAddresses addresses) {
    add(generator, Extension.authorityInfoAccess, false, access(addresses));
    if (profile == CertificateProfile.OCSP_RESPONDER) {
      add(generator, OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    } else {
      add(generator, Extension.cRLDistributionPoints, false, distribution(addresses.crl()));
    }
  }

  static Extensions root(PublicKey key) {
    ExtensionsGenerator generator =
        identifiers(key, new AuthorityKeyIdentifier(keyIdentifier(key)));
    add(generator, Extension.basicConstraints, true, new BasicConstraints(1));
    add(generator, Extension.keyUsage, true, caUsage());
    return generator.generate();
  }

  /** Calls other nodes and is called by them. */
  static Extensions node(PublicKey key) {
    ExtensionsGenerator generator =
        identifiers(key, new AuthorityKeyIdentifier(keyIdentifier(key)));
    add(generator, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    KeyPurposeId[] both = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    add(generator, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(both));
    return generator.generate();
  }

  static Extensions issuing(
      PublicKey key, X509Certificate issuer, PublicAddresses addresses, String policy) {
    ExtensionsGenerator generator = identifiers(key, authorityKey(issuer));
    add(generator, Extension.basicConstraints, true, new BasicConstraints(0));
    add(generator, Extension.keyUsage, true, caUsage());
    add(generator, Extension.authorityInfoAccess, false, access(addresses));
    add(generator, Extension.cRLDistributionPoints, false, distribution(addresses.crl()));
    add(generator, Extension.certificatePolicies, false, policies(policy));
    return generator.generate();
  }

  /** RFC 7093 method 1: the leftmost 160 bits of the SHA-256 of the key's bit string. */
  static byte[] keyIdentifier(PublicKey key) {
    byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getOctets();
    return Arrays.copyOf(DigestAlgorithm.SHA256.digest(bits), KEY_ID_LENGTH);
  }

  /** Whatever the authority's own certificate calls its key. */
  static AuthorityKeyIdentifier authorityKey(X509Certificate issuer) {
    byte[] extension = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    if (extension == null) {
      return new AuthorityKeyIdentifier(keyIdentifier(issuer.getPublicKey()));
    }
    byte[] value = ASN1OctetString.getInstance(extension).getOctets();
    return new AuthorityKeyIdentifier(SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
  }

  private static KeyUsage caUsage() {
    return new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  private static ExtensionsGenerator identifiers(PublicKey subject, AuthorityKeyIdentifier issuer) {
    ExtensionsGenerator generator = new ExtensionsGenerator();
    add(generator, Extension.authorityKeyIdentifier, false, issuer);
    SubjectKeyIdentifier own = new SubjectKeyIdentifier(keyIdentifier(subject));
    add(generator, Extension.subjectKeyIdentifier, false, own);
    return generator;
  }

  private static ASN1Encodable access(PublicAddresses addresses) {
    List<AccessDescription> descriptions = new ArrayList<>();
    addresses
        .ocsp()
        .map(ocsp -> new AccessDescription(AccessDescription.id_ad_ocsp, uri(ocsp)))
        .ifPresent(descriptions::add);
    URI certificate = addresses.caCertificate();
    descriptions.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(certificate)));
    return AuthorityInformationAccess.getInstance(
        new DERSequence(descriptions.toArray(AccessDescription[]::new)));
  }

  static CRLDistPoint distribution(URI crl) {
    DistributionPointName name = new DistributionPointName(new GeneralNames(uri(crl)));
    return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
  }

  private static CertificatePolicies policies(String oid) {
    return new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(oid)));
  }

  private static GeneralNames hosts(List<String> names) {
    return new GeneralNames(
        names.stream()
            .map(n -> new GeneralName(GeneralName.dNSName, n))
            .toArray(GeneralName[]::new));
  }

  private static GeneralName uri(URI uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, uri.toASCIIString());
  }

  private static void add(
      ExtensionsGenerator generator,
      ASN1ObjectIdentifier oid,
      boolean critical,
      ASN1Encodable value) {
    try {
      generator.addExtension(oid, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
