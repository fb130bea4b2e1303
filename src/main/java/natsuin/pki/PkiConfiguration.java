package natsuin.pki;

import java.net.URI;
import natsuin.kernel.Allowed;

/** What our own authorities are called and where they publish. */
public record PkiConfiguration(
    KeyAlgorithm algorithm,
    String organization,
    String country,
    @Allowed(empty = true) String publicBase,
    String certificatePolicy,
    String timestampPolicy) {

  /** Names and numbers that go into certificates are checked before any is made. */
  public PkiConfiguration {
    if (!country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("country: must be two capital letters");
    }
    if (!organization.matches("[\\x20-\\x7e]{1,50}")) {
      throw new IllegalArgumentException("organization: must be 1 to 50 Latin characters");
    }
    String oid = "[0-2](\\.(0|[1-9]\\d*))+";
    if (!certificatePolicy.matches(oid) || !timestampPolicy.matches(oid)) {
      throw new IllegalArgumentException("policies: must be object identifiers such as 1.3.6.1.4");
    }
  }

  /** The plan for a service that is reached at this address. */
  public HierarchyPlan plan(String baseUrl) {
    String base = publicBase.isEmpty() ? baseUrl + "/pki/" : publicBase;
    return new HierarchyPlan(
        algorithm,
        organization,
        country,
        URI.create(base.endsWith("/") ? base : base + "/"),
        certificatePolicy,
        timestampPolicy);
  }
}
