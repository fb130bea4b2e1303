package natsuin.pki;

import java.net.URI;

/**
 * Where relying parties find an authority; these go into every certificate that it issues.
 *
 * @param caCertificate the authority's certificate, DER
 * @param crl its revocation list, DER
 * @param ocsp its OCSP responder, or null when it publishes a list only
 */
public record PublicAddresses(
    URI caCertificate, URI crl, @org.jspecify.annotations.Nullable URI ocsp) {}
