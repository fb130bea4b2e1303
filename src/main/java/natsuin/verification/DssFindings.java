package natsuin.verification;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.CertificateRevocationWrapper;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlDigestMatcher;
import eu.europa.esig.dss.enumerations.CertificateStatus;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.validation.reports.Reports;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import natsuin.verification.VerificationReport.Certificate;
import natsuin.verification.VerificationReport.Coverage;
import natsuin.verification.VerificationReport.Revocation;
import natsuin.verification.VerificationReport.Timestamp;
import org.jspecify.annotations.Nullable;

/** What one run of DSS found, in our own nouns. */
final class DssFindings {
  private static final Set<SubIndication> UNKNOWN_AUTHORITY =
      EnumSet.of(
          SubIndication.NO_CERTIFICATE_CHAIN_FOUND,
          SubIndication.NO_CERTIFICATE_CHAIN_FOUND_NO_POE);

  private static final String STRANGERS_TIME = "timestamp-authority-unknown";
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,\\\\]+)");

  private final Reports reports;
  private final DiagnosticData data;
  private final SimpleReport simple;

  DssFindings(Reports reports) {
    this.reports = reports;
    this.data = reports.getDiagnosticData();
    this.simple = reports.getSimpleReport();
  }

  Reports reports() {
    return reports;
  }

  /** DSS's view of the signature with this byte range; empty where it could not take it apart. */
  Optional<SignatureWrapper> signature(List<Long> byteRange) {
    return data.getSignatures().stream().filter(each -> covers(each, byteRange)).findFirst();
  }

  /** The same for a document timestamp. */
  Optional<TimestampWrapper> timestamp(List<Long> byteRange) {
    return data.getTimestampList().stream().filter(each -> covers(each, byteRange)).findFirst();
  }

  private static boolean covers(AbstractSignatureWrapper token, List<Long> byteRange) {
    return token.getPDFRevision() != null
        && token.getSignatureByteRange().stream()
            .map(BigInteger::longValue)
            .toList()
            .equals(byteRange);
  }

  /** Why DSS does not pass a signature or timestamp; empty when it does. */
  List<Reason> reasons(AbstractSignatureWrapper token) {
    Indication indication = simple.getIndication(token.getId());
    if (indication == Indication.TOTAL_PASSED || indication == Indication.PASSED) {
      return List.of();
    }
    SubIndication sub = simple.getSubIndication(token.getId());
    if (UNKNOWN_AUTHORITY.contains(sub)) {
      return List.of(strangers(token));
    }
    String code = sub == null ? "not-proved" : Sentences.code(sub);
    boolean failed = indication == Indication.TOTAL_FAILED || indication == Indication.FAILED;
    Verdict verdict = failed ? Verdict.INVALID : Verdict.INDETERMINATE;
    return List.of(new Reason(verdict, "dss-" + code, Map.of()));
  }

  /**
   * Whoever certified the signer is none of ours: that is no fault of the signature, unless it is
   * broken as well, of which the library then says nothing.
   */
  private static Reason strangers(AbstractSignatureWrapper token) {
    boolean timestamp = token instanceof TimestampWrapper;
    boolean intact =
        token.isSignatureIntact()
            && token.isSignatureValid()
            && token.getDigestMatchers().stream().allMatch(XmlDigestMatcher::isDataIntact);
    if (!intact) {
      return Reason.invalid("dss-sig-crypto-failure");
    }
    List<CertificateWrapper> chain = token.getCertificateChain();
    String authority = chain.isEmpty() ? "" : certificate(chain.getLast()).issuer();
    return Reason.indeterminate(
        timestamp ? STRANGERS_TIME : "authority-unknown", Map.of("authority", authority));
  }

  @Nullable String indication(AbstractSignatureWrapper token) {
    Indication indication = simple.getIndication(token.getId());
    return indication == null ? null : indication.name();
  }

  @Nullable String subIndication(AbstractSignatureWrapper token) {
    SubIndication sub = simple.getSubIndication(token.getId());
    return sub == null ? null : sub.name();
  }

  /** The earliest time of a valid timestamp over the signature; null where none holds. */
  @Nullable Instant provenTime(SignatureWrapper signature) {
    return signature.getAllTimestampsProducedAfterSignatureCreation().stream()
        .filter(each -> reasons(each).isEmpty())
        .map(each -> each.getProductionTime().toInstant())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  static Level level(SignatureWrapper signature) {
    SignatureLevel level = signature.getSignatureFormat();
    return switch (level) {
      case PAdES_BASELINE_B -> Level.B;
      case PAdES_BASELINE_T -> Level.T;
      case PAdES_BASELINE_LT -> Level.LT;
      case PAdES_BASELINE_LTA -> Level.LTA;
      default -> Level.NONE;
    };
  }

  static List<Certificate> chain(SignatureWrapper signature) {
    return signature.getCertificateChain().stream().map(DssFindings::certificate).toList();
  }

  private static Certificate certificate(CertificateWrapper each) {
    CertificateWrapper issuer = each.getSigningCertificate();
    return new Certificate(
        each.getReadableCertificateName(),
        each.getOrganizationName(),
        issuer == null
            ? shortName(each.getCertificateIssuerDN())
            : issuer.getReadableCertificateName(),
        new BigInteger(each.getSerialNumber()).toString(16),
        each.getNotBefore().toInstant(),
        each.getNotAfter().toInstant(),
        each.isTrusted());
  }

  /** The common name out of a whole one, where it has one. */
  private static String shortName(String distinguishedName) {
    Matcher common = COMMON_NAME.matcher(distinguishedName);
    return common.find() ? common.group(1) : distinguishedName;
  }

  /** The newest revocation data of each certificate in the chain. */
  List<Revocation> revocations(SignatureWrapper signature) {
    List<Revocation> all = new ArrayList<>();
    for (CertificateWrapper certificate : signature.getCertificateChain()) {
      CertificateRevocationWrapper found =
          certificate.isTrusted() ? null : data.getLatestRevocationDataForCertificate(certificate);
      if (found != null) {
        all.add(revocation(certificate, found));
      }
    }
    return all;
  }

  /** Names the certificates of which the file does not show whether they were revoked. */
  List<Reason> missingRevocationData(SignatureWrapper signature) {
    return signature.getCertificateChain().stream()
        .filter(each -> !each.isTrusted() && !each.isSelfSigned())
        .filter(each -> data.getLatestRevocationDataForCertificate(each) == null)
        .map(each -> Map.of("certificate", each.getReadableCertificateName()))
        .map(facts -> Reason.indeterminate("revocation-data-missing", facts))
        .toList();
  }

  private static Revocation revocation(
      CertificateWrapper certificate, CertificateRevocationWrapper found) {
    CertificateWrapper issuer = found.getSigningCertificate();
    return new Revocation(
        found.getRevocationType().name(),
        certificate.getReadableCertificateName(),
        status(found.getStatus()),
        instant(found.getProductionDate()),
        instant(found.getRevocationDate()),
        issuer == null ? null : issuer.getReadableCertificateName(),
        found.isInternalRevocationOrigin());
  }

  private static String status(@Nullable CertificateStatus status) {
    return status == null ? "unknown" : status.name().toLowerCase(Locale.ROOT);
  }

  /** The timestamps inside a signature; those of the document stand by themselves. */
  List<Timestamp> signatureTimestamps(SignatureWrapper signature) {
    return signature.getTimestampList().stream()
        .filter(each -> each.getType() != TimestampType.DOCUMENT_TIMESTAMP)
        .map(each -> timestamp(each, List.of(), null))
        .toList();
  }

  /** Whether a timestamp fits, but was made by an authority that nobody here knows. */
  static boolean isByStranger(Timestamp timestamp) {
    return timestamp.verdict() == Verdict.INDETERMINATE
        && timestamp.reasons().stream().allMatch(each -> each.code().equals(STRANGERS_TIME));
  }

  Timestamp timestamp(TimestampWrapper token, List<Reason> more, @Nullable Coverage coverage) {
    List<Reason> reasons = Stream.concat(more.stream(), reasons(token).stream()).toList();
    CertificateWrapper authority = token.getSigningCertificate();
    return new Timestamp(
        Verdicts.of(reasons),
        reasons,
        authority == null ? null : authority.getReadableCertificateName(),
        instant(token.getProductionTime()),
        algorithm(token),
        coverage);
  }

  static @Nullable String algorithm(AbstractSignatureWrapper token) {
    return token.getEncryptionAlgorithm() == null || token.getDigestAlgorithm() == null
        ? null
        : "%s %s bit, %s"
            .formatted(
                token.getEncryptionAlgorithm().getName(),
                token.getKeyLengthUsedToSignThisToken(),
                token.getDigestAlgorithm().getJavaName());
  }

  static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
