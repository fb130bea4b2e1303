package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import natsuin.certificates.IssueCertificate;
import natsuin.kernel.Failure;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.DistinguishedName;
import natsuin.users.EmployerUser;

/** Stand-in. */
public final class Certify {
  private final IssueCertificate issue;
  private final X509Certificate[] authorities;
  private final InstantSource clock;

  public Certify(IssueCertificate issue, X509Certificate[] authorities, InstantSource clock) {
    this.issue = issue;
    this.authorities = authorities;
    this.clock = clock;
  }

  X509Certificate certify(EmployerUser user, PublicKey key, Predicate<String> prepared) {
    var certificate =
        issue.issue(
            new CertificateRequest(
                CertificateProfile.TLS_CLIENT,
                new DistinguishedName(
                    String.valueOf(user.userId()),
                    Optional.of(user.employer().nameLatin()),
                    "JP",
                    Optional.empty()),
                key),
            Optional.empty());
    prepared.test(certificate.getSerialNumber().toString(16));
    return certificate;
  }

  Future<Void> record(SqlClient tx, X509Certificate certificate, EmployerUser user, LocalDate last) {
    return tx.preparedQuery(
            "insert into client_certificate (serial, user_id, login_id, last_day, created_at)"
                + " values ($1, $2, $3, $4, $5)")
        .execute(
            Tuple.of(
                certificate.getSerialNumber().toString(16),
                user.id(),
                user.userId(),
                last,
                clock.instant().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  Future<Void> revokeUnreceived(SqlClient tx, String serial) {
    Instant now = clock.instant();
    return tx.preparedQuery(
            "update certificate set state = 'revoked', revoked_at = $2,"
                + " revoked_reason = 'cessation-of-operation' where serial = $1 and state <> 'revoked'")
        .execute(Tuple.of(serial, now.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  byte[] pack(boolean legacy, PrivateKey key, X509Certificate certificate, char[] password)
      throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "natsuin",
        key,
        password,
        new Certificate[] {certificate, authorities[0], authorities[1]});
    var out = new ByteArrayOutputStream();
    store.store(out, password);
    return out.toByteArray();
  }

  PublicKey requested(String csr) {
    throw new Failure.Invalid(new Failure.FieldError("csr", "required")).exception();
  }

  String chain(X509Certificate certificate) {
    return certificate.toString();
  }
}
