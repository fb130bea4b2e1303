package natsuin.signing.pades;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.SignatureMark;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.CertificateStatus;
import natsuin.pki.Certificates;
import natsuin.pki.CrlIssuer;
import natsuin.pki.CryptoProviders;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.DistinguishedName;
import natsuin.pki.HierarchyPlan;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.OcspResponder;
import natsuin.pki.PkiHierarchy;
import natsuin.pki.SigningIdentity;
import natsuin.pki.TimestampAnswer;
import natsuin.pki.TimestampAuthority;
import natsuin.pki.TimestampQuery;
import natsuin.pki.TrustAnchors;

/**
 * Everything that signing asks of others, at hand in one process: authority, timestamps, revocation
 * data.
 */
public final class Workshop {
  private static final Duration DAY = Duration.ofDays(1);
  private final PadesPipeline pipeline = new PadesPipeline();
  private final InstantSource clock;
  private final Function<BigInteger, CertificateStatus> statusOf;
  private final Path store;
  private final HierarchyPlan plan;
  private final TrustAnchors trust;
  private PkiHierarchy pki;
  private TimestampAuthority authority;
  private OcspResponder ocsp;
  private byte[] rootCrl;

  /** All keys of this kind. */
  public Workshop(KeyAlgorithm algorithm) {
    this(algorithm, InstantSource.system(), serial -> new CertificateStatus.Good());
  }

  /** With a clock, and with a record of what became of the certificates. */
  public Workshop(
      KeyAlgorithm algorithm,
      InstantSource clock,
      Function<BigInteger, CertificateStatus> statusOf) {
    this.clock = clock;
    this.statusOf = statusOf;
    CryptoProviders.install();
    try {
      store = Files.createTempDirectory("workshop").resolve("keys.p12");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    URI base = URI.create("http://pki.example.jp/");
    plan =
        new HierarchyPlan(
            algorithm, "Test Bank", "JP", base, "1.3.6.1.4.1.99999.1.1", "1.3.6.1.4.1.99999.1.2");
    pki = hierarchy();
    authority = new TimestampAuthority(pki.tsa(), plan.timestampPolicy(), clock);
    ocsp = responder();
    rootCrl = new CrlIssuer(pki.root(), clock, DAY).issue(BigInteger.ONE, List.of());
    trust = TrustAnchors.of(List.of(pki.root().certificate()));
  }

  private PkiHierarchy hierarchy() {
    try {
      return PkiHierarchy.openOrCreate(store, "password".toCharArray(), plan, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OcspResponder responder() {
    return new OcspResponder(
        pki.issuing().identity().certificate(), pki.ocsp(), statusOf, clock, DAY);
  }

  /** As when a node is started again: keys near their end are made anew, and lists are fresh. */
  public void startAgain() {
    pki = hierarchy();
    authority = new TimestampAuthority(pki.tsa(), plan.timestampPolicy(), clock);
    ocsp = responder();
    rootCrl = new CrlIssuer(pki.root(), clock, DAY).issue(BigInteger.TWO, List.of());
  }

  /** A signer of that name. */
  public SigningIdentity signer(String latinName) {
    return signer(latinName, CertificateProfile.USER_SIGNING.validity());
  }

  /** A signer whose certificate is valid from now for so long. */
  public SigningIdentity signer(String latinName, Period validity) {
    KeyPair pair = pki.root().algorithm().generate();
    var name = DistinguishedName.authority(latinName, "Test Bank", "JP");
    var request = new CertificateRequest(CertificateProfile.USER_SIGNING, name, pair.getPublic());
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(pki.issuing().issue(pki.issuing().prepare(request, validity)));
    chain.addAll(pki.issuing().identity().chain());
    return new SigningIdentity(pair.getPrivate(), chain);
  }

  /** The only certificate that a verifier has to trust. */
  public X509Certificate root() {
    return pki.root().certificate();
  }

  /** The bank's own seal. */
  public SigningIdentity seal() {
    return pki.seal();
  }

  /** The timestamp authority's keys. */
  public SigningIdentity tsa() {
    return pki.tsa();
  }

  /** The root's revocation list: empty. */
  public byte[] rootCrl() {
    return rootCrl.clone();
  }

  /** A fresh answer about one certificate. */
  public byte[] ocspFor(X509Certificate certificate) {
    return ocsp.ocspFor(certificate);
  }

  /** The pipeline in use. */
  public PadesPipeline pipeline() {
    return pipeline;
  }

  /** A checked token from the authority in this process. */
  public byte[] stamp(byte[] sha256) {
    TimestampQuery query = TimestampQuery.of(DigestAlgorithm.SHA256, sha256);
    return switch (query.verify(authority.answer(query.request()), trust, clock.instant())) {
      case TimestampAnswer.Granted granted -> granted.token().der();
      case TimestampAnswer.Rejected rejected ->
          throw new IllegalStateException(rejected.toString());
    };
  }

  /** Fresh answers about the signer and the timestamp authority, and all certificates. */
  public RevocationData revocationData(SigningIdentity signer) {
    List<byte[]> certificates =
        Stream.of(signer, pki.tsa(), pki.ocsp())
            .flatMap(identity -> identity.chain().stream())
            .map(Certificates::encode)
            .toList();
    return new RevocationData(
        certificates,
        List.of(ocsp.ocspFor(signer.certificate()), ocsp.ocspFor(pki.tsa().certificate())),
        List.of(rootCrl));
  }

  /** An order without a mark. */
  public SignatureOrder order(SigningIdentity signer, PadesLevel level) {
    return order(signer, level, Optional.empty());
  }

  /** An order with a mark or without. */
  public SignatureOrder order(
      SigningIdentity signer, PadesLevel level, Optional<SignatureMark> mark) {
    Instant now = clock.instant();
    return new SignatureOrder(signer.chain(), level, "丸の内 花子", "債務者", now, mark, Optional.empty());
  }

  /** The whole way; the document with the signature's increments. */
  public DocumentBytes sign(DocumentBytes document, SigningIdentity signer, SignatureOrder order) {
    var prepared = pipeline.prepare(document, order);
    var signed = pipeline.sign(prepared, signer::sign);
    if (order.level() == PadesLevel.B_B) {
      return document.append(pipeline.embed(signed).increment());
    }
    var embedded = pipeline.embed(pipeline.timestamp(signed, this::stamp));
    DocumentBytes result = document.append(embedded.increment());
    if (order.level() == PadesLevel.B_T) {
      return result;
    }
    var evidenced = pipeline.evidence(document, embedded, revocationData(signer));
    if (order.level() == PadesLevel.B_LT) {
      return result.append(evidenced.increment());
    }
    return result.append(pipeline.archive(document, evidenced, this::stamp).increment());
  }

  /** The document with a further archive timestamp, which covers fresh evidence for the last. */
  public DocumentBytes renew(DocumentBytes document) {
    var last = ArchiveTimestamp.newest(document).orElseThrow();
    X509Certificate tsa = last.token().signerCertificate().orElseThrow();
    List<byte[]> certificates =
        Stream.of(last.token().certificates(), pki.tsa().chain(), pki.ocsp().chain())
            .flatMap(List::stream)
            .map(Certificates::encode)
            .toList();
    var answers = List.of(ocsp.ocspFor(tsa), ocsp.ocspFor(pki.tsa().certificate()));
    var data = new RevocationData(certificates, answers, List.of(rootCrl));
    return document.append(pipeline.renew(document, last, data, this::stamp));
  }
}
