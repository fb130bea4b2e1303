package natsuin.verification;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import natsuin.verification.VerificationReport.Certificate;
import natsuin.verification.VerificationReport.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * Whether the signer could sign at all at the time that the signature itself gives. DSS asks only
 * what is proved, so that it calls indeterminate what here is plain: a signature that by its own
 * word came after its certificate had ended is invalid.
 */
final class SignerCheck {
  private static final Set<DigestAlgorithm> ACCEPTED =
      EnumSet.of(
          DigestAlgorithm.SHA256,
          DigestAlgorithm.SHA384,
          DigestAlgorithm.SHA512,
          DigestAlgorithm.SHA3_256,
          DigestAlgorithm.SHA3_384,
          DigestAlgorithm.SHA3_512);

  private SignerCheck() {}

  static List<Reason> of(
      SignatureWrapper signature,
      List<Certificate> chain,
      List<Revocation> revocations,
      @Nullable Instant at) {
    List<Reason> reasons = new ArrayList<>();
    if (signature.getDigestAlgorithm() != null
        && !ACCEPTED.contains(signature.getDigestAlgorithm())) {
      reasons.add(Reason.invalid("algorithm-refused"));
    }
    if (at == null || chain.isEmpty()) {
      return reasons;
    }
    Certificate signer = chain.getFirst();
    if (at.isAfter(signer.notAfter())) {
      reasons.add(Reason.invalid("certificate-expired-at-signing"));
    }
    if (at.isBefore(signer.notBefore())) {
      reasons.add(Reason.invalid("certificate-not-yet-valid-at-signing"));
    }
    boolean revoked =
        revocations.stream()
            .map(Revocation::revokedAt)
            .anyMatch(revokedAt -> revokedAt != null && !at.isBefore(revokedAt));
    if (revoked) {
      reasons.add(Reason.invalid("certificate-revoked-at-signing"));
    }
    return reasons;
  }
}
