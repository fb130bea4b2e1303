package natsuin.certificates;

import natsuin.pki.KeyAlgorithm;

/**
 * What users' certificates are like.
 *
 * @param algorithm of new signing keys; those that exist stay as they are
 */
public record CertificateConfiguration(KeyAlgorithm algorithm) {}
