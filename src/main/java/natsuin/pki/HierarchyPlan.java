package natsuin.pki;

import java.net.URI;
import java.util.Optional;

/**
 * What a hierarchy of our own is to look like.
 *
 * @param algorithm of all its keys
 * @param organization the operator's Latin name; part of every authority's name
 * @param country two letters
 * @param publicBase where the addresses below are served, ending in a slash, reachable by everyone
 * @param certificatePolicy object identifier under which certificates are issued
 * @param timestampPolicy object identifier under which time is stamped
 */
public record HierarchyPlan(
    KeyAlgorithm algorithm,
    String organization,
    String country,
    URI publicBase,
    String certificatePolicy,
    String timestampPolicy) {
  /** Paths under the public base. */
  public static final String ROOT_CERTIFICATE = "root.cer";

  public static final String ROOT_CRL = "root.crl";
  public static final String ISSUING_CERTIFICATE = "issuing.cer";
  public static final String ISSUING_CRL = "issuing.crl";
  public static final String OCSP = "ocsp";

  public HierarchyPlan {
    if (!publicBase.toString().endsWith("/")) {
      throw new IllegalArgumentException("The public base must end in a slash");
    }
  }

  /** Where the root publishes; it answers by list only, since it revokes next to nothing. */
  PublicAddresses rootAddresses() {
    return new PublicAddresses(
        publicBase.resolve(ROOT_CERTIFICATE), publicBase.resolve(ROOT_CRL), Optional.empty());
  }

  /** Where the issuing authority publishes. */
  PublicAddresses issuingAddresses() {
    return new PublicAddresses(
        publicBase.resolve(ISSUING_CERTIFICATE),
        publicBase.resolve(ISSUING_CRL),
        Optional.of(publicBase.resolve(OCSP)));
  }

  DistinguishedName name(String role) {
    return DistinguishedName.authority(organization + " " + role, organization, country);
  }
}
