package natsuin.signing;

import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signature on one document, as it is stored.
 *
 * @param approved SHA-256 of the document as it was uploaded: what the signer approved
 * @param base the revision that it is being appended to, once prepared
 * @param work the pipeline's state, encrypted under the contract's key; null before the key acted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignatureRow(
    UUID id,
    UUID document,
    byte[] approved,
    Stage stage,
    boolean open,
    OptionalInt base,
    byte @Nullable [] work) {}
