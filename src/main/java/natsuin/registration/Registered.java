package natsuin.registration;

import java.util.Optional;
import java.util.UUID;
import natsuin.requests.CertificateRequest;

/**
 * A user who has just been registered.
 *
 * @param request the first certificate request; none for a viewer
 */
public record Registered(UUID user, String mypageId, Optional<CertificateRequest> request) {}
