package natsuin.pki;

import java.security.KeyPair;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What the nodes of one cluster show each other: a key whose certificate it signed itself, so that
 * nobody but who holds that key is believed, whatever an authority issues.
 */
public final class NodeCertificate {
  /** It is changed by replacing the file, not by waiting for its end. */
  private static final Period LIFE = Period.ofYears(30);

  private NodeCertificate() {}

  /** A new key with its certificate. */
  public static SigningIdentity make(DistinguishedName name, Instant now) {
    KeyAlgorithm algorithm = KeyAlgorithm.EC_P256;
    KeyPair pair = algorithm.generate();
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    TbsCertificate draft =
        new TbsCertificate(
            name.principal(),
            name.principal(),
            pair.getPublic(),
            start,
            start.atZone(ZoneOffset.UTC).plus(LIFE).toInstant());
    byte[] toBeSigned =
        Asn1.der(draft.build(algorithm, CertificateExtensions.node(pair.getPublic())));
    return new SigningIdentity(
        pair.getPrivate(), List.of(TbsCertificate.sign(toBeSigned, algorithm, pair.getPrivate())));
  }
}
