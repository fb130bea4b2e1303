package natsuin.signing;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import natsuin.certificates.IssuerName;
import natsuin.certificates.RevocationRecord;
import natsuin.kernel.Failure;
import natsuin.pki.Certificates;
import natsuin.pki.ParsedCms;
import natsuin.pki.PkiHierarchy;
import natsuin.pki.TimestampToken;
import natsuin.signing.pades.RevocationData;

/**
 * Gathers what proves later that nobody's certificate was revoked: from our own record, without a
 * detour over the network, since the certificates are ours. On a virtual thread.
 */
public final class EvidenceSource {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private record Kept(Instant until, byte[] ocsp) {}

  private final RevocationRecord record;
  private final PkiHierarchy hierarchy;
  private final InstantSource clock;
  private final Map<X509Certificate, Kept> authorities = new ConcurrentHashMap<>();

  /** From this hierarchy's record. */
  public EvidenceSource(RevocationRecord record, PkiHierarchy hierarchy, InstantSource clock) {
    this.record = record;
    this.hierarchy = hierarchy;
    this.clock = clock;
  }

  /**
   * Everything for one signature: a fresh answer about the signer, recent ones about the timestamp
   * authority and our own issuer. Fails as {@link Failure.Unavailable} {@code
   * revocation-unavailable} for an authority that nobody can be asked about.
   *
   * @param cms the signature with its timestamp, DER
   */
  public RevocationData about(byte[] cms) {
    var signature = ParsedCms.parse(cms);
    X509Certificate signer = signature.signerCertificate().orElseThrow();
    var certificates = new LinkedHashSet<>(signature.certificates());
    certificates.addAll(hierarchy.ocsp().chain());
    var answers = new ArrayList<byte[]>();
    answers.add(record.ocspFor(signer));
    for (TimestampToken token : signature.signatureTimestamps()) {
      certificates.addAll(token.certificates());
      token.signerCertificate().map(this::aboutAuthority).ifPresent(answers::add);
    }
    return new RevocationData(
        certificates.stream().map(Certificates::encode).toList(),
        answers,
        List.of(record.list(IssuerName.ROOT)));
  }

  /**
   * What proves timestamps themselves: fresh answers about their authorities. Fails as {@link
   * #about}.
   */
  public RevocationData aboutTimestamps(List<TimestampToken> tokens) {
    var certificates = new LinkedHashSet<>(hierarchy.ocsp().chain());
    var authorities = new LinkedHashSet<X509Certificate>();
    for (TimestampToken token : tokens) {
      certificates.addAll(token.certificates());
      authorities.add(token.signerCertificate().orElseThrow());
    }
    return new RevocationData(
        certificates.stream().map(Certificates::encode).toList(),
        authorities.stream().map(this::freshAboutAuthority).toList(),
        List.of(record.list(IssuerName.ROOT)));
  }

  private byte[] aboutAuthority(X509Certificate authority) {
    var now = clock.instant();
    var kept = authorities.get(authority);
    if (kept != null && now.isBefore(kept.until())) {
      return kept.ocsp();
    }
    byte[] fresh = freshAboutAuthority(authority);
    authorities.put(authority, new Kept(now.plus(KEPT), fresh));
    return fresh;
  }

  private byte[] freshAboutAuthority(X509Certificate authority) {
    if (!authority
        .getIssuerX500Principal()
        .equals(hierarchy.issuing().identity().certificate().getSubjectX500Principal())) {
      throw new Failure.Unavailable("revocation-unavailable", RETRY_AFTER).exception();
    }
    return record.ocspFor(authority);
  }
}
