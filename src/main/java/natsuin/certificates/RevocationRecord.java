package natsuin.certificates;

import io.vertx.core.Future;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import natsuin.pg.Database;
import natsuin.pki.CertificateStatus;
import natsuin.pki.CrlIssuer;
import natsuin.pki.OcspResponder;
import natsuin.pki.PkiHierarchy;
import natsuin.pki.RevocationReason;
import natsuin.pki.RevokedCertificate;

/**
 * What became of our certificates, as OCSP answers and revocation lists. Reads the record at every
 * question, so that a revocation counts at once and on every node (CERT-7). On a virtual thread.
 */
public final class RevocationRecord {
  private static final Duration OCSP_VALIDITY = Duration.ofHours(12);
  private static final Duration LIST_VALIDITY = Duration.ofDays(7);

  /** A list is made anew long before it runs out, or when anything was revoked since. */
  private static final Duration LIST_AGE = Duration.ofHours(1);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Issued(Instant at, List<CertificateStore.RevokedEntry> entries, byte[] der) {}

  private final Database database;
  private final InstantSource clock;
  private final OcspResponder responder;
  private final Map<IssuerName, CrlIssuer> issuers;
  private final Map<IssuerName, Issued> lists = new ConcurrentHashMap<>();

  /** For both authorities of this hierarchy. */
  public RevocationRecord(Database database, PkiHierarchy hierarchy, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.responder =
        new OcspResponder(
            hierarchy.issuing().identity().certificate(),
            hierarchy.ocsp(),
            serial -> status(IssuerName.ISSUING, serial).await(),
            clock,
            OCSP_VALIDITY);
    this.issuers =
        Map.of(
            IssuerName.ROOT, new CrlIssuer(hierarchy.root(), clock, LIST_VALIDITY),
            IssuerName.ISSUING,
                new CrlIssuer(hierarchy.issuing().identity(), clock, LIST_VALIDITY));
  }

  /** What is known of this serial number. */
  public Future<CertificateStatus> status(IssuerName issuer, BigInteger serial) {
    return CertificateStore.find(database.client(), issuer, serial)
        .map(
            entry -> entry.map(RevocationRecord::status).orElseGet(CertificateStatus.Unknown::new));
  }

  /** Answers one OCSP request about certificates of the issuing authority, DER for DER. */
  public byte[] answer(byte[] request) {
    return responder.answer(request);
  }

  /** A fresh OCSP response about one certificate of the issuing authority, DER. */
  public byte[] ocspFor(X509Certificate certificate) {
    return responder.ocspFor(certificate);
  }

  /** The authority's present revocation list, DER. */
  public byte[] list(IssuerName issuer) {
    var now = clock.instant();
    var revoked = CertificateStore.revoked(database.client(), issuer, now).await();
    var last = lists.get(issuer);
    if (last != null && last.entries().equals(revoked) && now.isBefore(last.at().plus(LIST_AGE))) {
      return last.der();
    }
    var entries =
        revoked.stream()
            .map(e -> new RevokedCertificate(e.serial(), e.at(), reason(e.reason())))
            .toList();
    BigInteger number = CertificateStore.nextListNumber(database.client(), issuer).await();
    byte[] der = Optional.ofNullable(issuers.get(issuer)).orElseThrow().issue(number, entries);
    lists.put(issuer, new Issued(now, revoked, der));
    return der;
  }

  /** True for the one call that revoked it; lists and answers say so from now on. */
  public Future<Boolean> revoke(String serial, RevocationReason reason) {
    return CertificateStore.revoke(database.client(), serial, code(reason), clock.instant())
        .onSuccess(done -> lists.remove(IssuerName.ISSUING));
  }

  private static CertificateStatus status(CertificateStore.Entry entry) {
    return switch (entry.state()) {
      case "issued" -> new CertificateStatus.Good();
      case "revoked" ->
          new CertificateStatus.Revoked(
              Optional.ofNullable(entry.revokedAt()).orElseThrow(),
              reason(Optional.ofNullable(entry.reason()).orElseThrow()));
      default -> new CertificateStatus.Unknown();
    };
  }

  private static RevocationReason reason(String code) {
    return RevocationReason.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static String code(RevocationReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
