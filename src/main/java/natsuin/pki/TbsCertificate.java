package natsuin.pki;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** The signed part of a certificate: who, by whom, which key, from when to when. */
record TbsCertificate(
    X500Principal issuer,
    X500Principal subject,
    PublicKey publicKey,
    Instant notBefore,
    Instant notAfter) {
  private static final int BIT_STRING = 0x03;
  private static final byte[] NO_UNUSED_BITS = {0};

  TBSCertificate build(KeyAlgorithm signedWith, Extensions extensions) {
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(SerialNumbers.next()));
    generator.setSignature(AlgorithmIdentifier.getInstance(signedWith.identifier()));
    generator.setIssuer(X500Name.getInstance(issuer.getEncoded()));
    generator.setSubject(X500Name.getInstance(subject.getEncoded()));
    generator.setStartDate(new Time(Date.from(notBefore)));
    generator.setEndDate(new Time(Date.from(notAfter)));
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()));
    generator.setExtensions(extensions);
    return generator.generateTBSCertificate();
  }

  static X509Certificate sign(byte[] toBeSigned, KeyAlgorithm algorithm, PrivateKey key) {
    byte[] signature = algorithm.sign(key, toBeSigned);
    byte[] bits = Der.tagged(BIT_STRING, NO_UNUSED_BITS, signature);
    return Certificates.parse(Der.sequence(toBeSigned, algorithm.identifier(), bits));
  }
}
