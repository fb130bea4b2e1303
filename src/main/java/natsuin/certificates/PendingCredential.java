package natsuin.certificates;

import java.util.UUID;
import natsuin.pki.KeyAlgorithm;

/**
 * A key pair that waits for its certificate.
 *
 * @param request the certificate request that it belongs to
 * @param id of the credential that it becomes
 * @param publicKey SubjectPublicKeyInfo, DER
 * @param attempts tries to issue that came to nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PendingCredential(
    UUID request,
    UUID user,
    UUID id,
    String credentialId,
    KeyAlgorithm algorithm,
    byte[] publicKey,
    IssueStage stage,
    int attempts) {}
