package natsuin.pki;

import java.math.BigInteger;
import java.time.Instant;

/** One line of a revocation list. */
public record RevokedCertificate(BigInteger serial, Instant at, RevocationReason reason) {}
