package natsuin.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.x509.Extensions;

/** Makes the authorities themselves: a root, and an authority under it that issues. */
public final class CaCertificates {
  private static final Period ROOT_LIFE = Period.ofYears(30);
  private static final Period ISSUING_LIFE = Period.ofYears(20);

  private CaCertificates() {}

  /** A self-signed root for 30 years, with a new key. */
  public static SigningIdentity root(KeyAlgorithm algorithm, DistinguishedName name, Instant now) {
    KeyPair pair = algorithm.generate();
    TbsCertificate draft =
        new TbsCertificate(
            name.principal(), name.principal(), pair.getPublic(), start(now), end(now, ROOT_LIFE));
    Extensions extensions = CertificateExtensions.root(pair.getPublic());
    byte[] toBeSigned = Asn1.der(draft.build(algorithm, extensions));
    X509Certificate certificate = TbsCertificate.sign(toBeSigned, algorithm, pair.getPrivate());
    return new SigningIdentity(pair.getPrivate(), List.of(certificate));
  }

  /**
   * An issuing authority under {@code root} for 20 years, with a new key.
   *
   * @param addresses where the root publishes
   */
  public static SigningIdentity issuing(
      SigningIdentity root,
      KeyAlgorithm algorithm,
      DistinguishedName name,
      PublicAddresses addresses,
      String policy,
      Instant now) {
    KeyPair pair = algorithm.generate();
    TbsCertificate draft =
        new TbsCertificate(
            root.certificate().getSubjectX500Principal(),
            name.principal(),
            pair.getPublic(),
            start(now),
            end(now, ISSUING_LIFE));
    Extensions extensions =
        CertificateExtensions.issuing(pair.getPublic(), root.certificate(), addresses, policy);
    byte[] toBeSigned = Asn1.der(draft.build(root.algorithm(), extensions));
    X509Certificate certificate = TbsCertificate.sign(toBeSigned, root.algorithm(), root.key());
    return new SigningIdentity(pair.getPrivate(), List.of(certificate, root.certificate()));
  }

  private static Instant start(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant end(Instant now, Period life) {
    return start(now).atZone(ZoneOffset.UTC).plus(life).toInstant().minusSeconds(1);
  }
}
