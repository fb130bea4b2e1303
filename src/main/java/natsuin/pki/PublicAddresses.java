package natsuin.pki;

import java.net.URI;
import java.util.Optional;

/**
 * Where relying parties find an authority; these go into every certificate that it issues.
 *
 * @param caCertificate the authority's certificate, DER
 * @param crl its revocation list, DER
 * @param ocsp its OCSP responder; empty when it publishes a list only
 */
public record PublicAddresses(URI caCertificate, URI crl, Optional<URI> ocsp) {}
