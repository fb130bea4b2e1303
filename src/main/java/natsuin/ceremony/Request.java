package natsuin.ceremony;

import java.time.Instant;
import java.util.UUID;

/**
 * A signature request: an authorization on its way from the PIN to 「電子署名」.
 *
 * @param digest of what is approved
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(
    UUID id,
    UUID contract,
    UUID signer,
    UUID user,
    UUID credential,
    byte[] digest,
    String state,
    Instant expiresAt) {}
