package natsuin.pki;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * How OCSP names an authority: by digests of its name and key. SHA-1 is what most clients send and
 * all understand; here it only names, it protects nothing.
 */
final class OcspCertIds {
  private final Digests sha1;
  private final Digests sha256;

  OcspCertIds(X509Certificate issuer) {
    this.sha1 =
        Digests.of(
            "SHA-1",
            new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
            issuer);
    this.sha256 =
        Digests.of("SHA-256", new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), issuer);
  }

  boolean isOurs(CertID id) {
    for (Digests digests : List.of(sha1, sha256)) {
      if (digests.algorithm.getAlgorithm().equals(id.getHashAlgorithm().getAlgorithm())) {
        return Arrays.equals(digests.name, id.getIssuerNameHash().getOctets())
            && Arrays.equals(digests.key, id.getIssuerKeyHash().getOctets());
      }
    }
    return false;
  }

  CertID of(BigInteger serial) {
    return new CertID(
        sha1.algorithm,
        new DEROctetString(sha1.name),
        new DEROctetString(sha1.key),
        new ASN1Integer(serial));
  }

  private record Digests(AlgorithmIdentifier algorithm, byte[] name, byte[] key) {
    static Digests of(String jcaName, AlgorithmIdentifier algorithm, X509Certificate issuer) {
      byte[] key =
          SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
              .getPublicKeyData()
              .getOctets();
      try {
        MessageDigest digest = MessageDigest.getInstance(jcaName);
        byte[] name = digest.digest(issuer.getSubjectX500Principal().getEncoded());
        return new Digests(algorithm, name, digest.digest(key));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
