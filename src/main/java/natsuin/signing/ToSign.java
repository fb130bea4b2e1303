package natsuin.signing;

import java.util.UUID;

/**
 * A document to be signed.
 *
 * @param sha256 of the file as it was uploaded: what the signer has read and approved
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ToSign(UUID document, byte[] sha256) {}
