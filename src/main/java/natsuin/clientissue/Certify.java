package natsuin.clientissue;

import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import natsuin.certificates.IssueCertificate;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.DistinguishedName;
import natsuin.users.EmployerUser;

/** Keys, certificates and files, until their own trade takes over. */
public final class Certify {
  private final IssueCertificate issue;
  private final X509Certificate[] authorities;

  /** Under these authorities. */
  public Certify(IssueCertificate issue, X509Certificate[] authorities) {
    this.issue = issue;
    this.authorities = authorities;
  }

  X509Certificate certify(
      EmployerUser user, PublicKey key, Instant notAfter, Consumer<String> prepared) {
    return issue.issue(
        new CertificateRequest(
            CertificateProfile.TLS_CLIENT,
            new DistinguishedName(
                String.valueOf(user.userId()),
                Optional.of(user.employer().nameLatin()),
                "JP",
                Optional.empty()),
            key),
        notAfter,
        prepared);
  }

  byte[] pack(boolean legacy, PrivateKey key, X509Certificate certificate, char[] password)
      throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "natsuin", key, password, new Certificate[] {certificate, authorities[0], authorities[1]});
    var out = new ByteArrayOutputStream();
    store.store(out, password);
    return out.toByteArray();
  }

  /** The key of a request that its own key has signed. */
  Optional<PublicKey> requested(String csr) {
    return Optional.empty();
  }

  String chain(X509Certificate certificate) {
    return certificate.toString();
  }
}
