package natsuin.pki;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Tells the operator's own seal from everybody else whom the authority certified: customers who
 * sign have a serial number in their names, servers cannot sign contracts.
 */
public final class BankSeal {
  private static final int NON_REPUDIATION = 1;
  private static final String SERIAL_NUMBER = "SERIALNUMBER";

  private BankSeal() {}

  /** Whether this is a seal of whoever runs the authority under that root. */
  public static boolean is(X509Certificate certificate, X509Certificate root) {
    boolean[] usage = certificate.getKeyUsage();
    X500Principal subject = certificate.getSubjectX500Principal();
    Optional<String> organization = value(subject, "O");
    return usage != null
        && usage[NON_REPUDIATION]
        && certificate.getBasicConstraints() < 0
        && organization.isPresent()
        && organization.equals(value(root.getSubjectX500Principal(), "O"))
        && value(subject, SERIAL_NUMBER).isEmpty();
  }

  private static Optional<String> value(X500Principal name, String type) {
    try {
      String text = name.getName(X500Principal.RFC2253, Map.of("2.5.4.5", SERIAL_NUMBER));
      return new LdapName(text)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
              .map(Rdn::getValue)
              .map(String::valueOf)
              .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
