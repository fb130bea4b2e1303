package natsuin.pki;

import java.io.IOException;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A subject (X.501, ETSI EN 319 412-2): Latin letters only, as customers register them.
 *
 * @param commonName the person's or authority's name
 * @param organization the organization's name
 * @param country two letters, for example {@code JP}
 * @param serialNumber tells apart two of the same name, for example the credential ID
 */
public record DistinguishedName(
    String commonName,
    Optional<String> organization,
    String country,
    Optional<String> serialNumber) {
  // Upper bounds of X.520: ub-common-name, ub-organization-name, ub-serial-number.
  private static final int LONGEST = 64;

  public DistinguishedName {
    check("common name", commonName);
    organization.ifPresent(o -> check("organization", o));
    serialNumber.ifPresent(s -> check("serial number", s));
    if (!country.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException("The country must be two capital letters");
    }
  }

  /** An authority's name, without a serial number. */
  public static DistinguishedName authority(
      String commonName, String organization, String country) {
    return new DistinguishedName(commonName, Optional.of(organization), country, Optional.empty());
  }

  /** As the JCA knows it. */
  public X500Principal principal() {
    try {
      return new X500Principal(name().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  X500Name name() {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    name.addRDN(BCStyle.C, country);
    organization.ifPresent(o -> name.addRDN(BCStyle.O, o));
    name.addRDN(BCStyle.CN, commonName);
    serialNumber.ifPresent(s -> name.addRDN(BCStyle.SERIALNUMBER, s));
    return name.build();
  }

  private static void check(String what, String value) {
    boolean printable = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    if (value.isBlank() || value.length() > LONGEST || !printable) {
      throw new IllegalArgumentException(
          "The %s must be 1 to %d Latin characters".formatted(what, LONGEST));
    }
  }
}
