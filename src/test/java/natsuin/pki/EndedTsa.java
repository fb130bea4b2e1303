package natsuin.pki;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A timestamp authority whose certificate has ended, and that stamps on with the right time. (Our
 * own refuses to, which is another answer.)
 */
public final class EndedTsa {
  private static final Duration AGO = Duration.ofDays(365);

  private final SigningIdentity identity;

  /** Certified by this hierarchy, which began some seconds ago at least, until then. */
  public EndedTsa(PkiHierarchy pki, HierarchyPlan plan) {
    var issuer = pki.issuing().identity();
    var authority =
        new Authority(
            issuer,
            plan.issuingAddresses(),
            plan.certificatePolicy(),
            () -> Clock.systemUTC().instant().minus(AGO));
    KeyPair pair = plan.algorithm().generate();
    var request =
        new CertificateRequest(
            CertificateProfile.TIMESTAMP, plan.name("Ended TSA"), pair.getPublic());
    List<X509Certificate> chain = new ArrayList<>();
    // No authority certifies what ends before it began itself.
    Instant end = issuer.certificate().getNotBefore().toInstant();
    chain.add(authority.issue(authority.prepare(request, end)));
    chain.addAll(issuer.chain());
    this.identity = new SigningIdentity(pair.getPrivate(), chain);
  }

  /** Stamps what is asked for, now. */
  public byte[] answer(byte[] request) throws IOException {
    return new EvilTsa(identity, request, Clock.systemUTC().instant()).answer();
  }
}
