package natsuin.requests;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a signing certificate 電子証明書発行依頼; a user has one open at most.
 *
 * @param organization of the user
 * @param branch that looks at it
 * @param returnReason why staff sent the documents back, as the branch wrote it
 * @param version rises with every move; who moves it says which one he saw
 */
public record CertificateRequest(
    UUID id,
    UUID user,
    UUID organization,
    UUID branch,
    RequestReason reason,
    Identification identification,
    RequestState state,
    @Nullable String returnReason,
    int version,
    Instant createdAt,
    Instant movedAt) {}
