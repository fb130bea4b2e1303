package natsuin.certificates;

import java.time.Duration;
import natsuin.kernel.Allowed;
import natsuin.pki.KeyAlgorithm;

/**
 * What users' certificates are like.
 *
 * @param algorithm of new signing keys; those that exist stay as they are
 * @param expiryNotice how long before its end a certificate's holder is told (CERT-7)
 */
public record CertificateConfiguration(
    KeyAlgorithm algorithm, @Allowed(from = "1 d", to = "365 d") Duration expiryNotice) {}
