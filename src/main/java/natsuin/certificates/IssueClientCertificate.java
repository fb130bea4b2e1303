package natsuin.certificates;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import natsuin.pg.Database;
import natsuin.pki.Authority;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.ClientKeyFile;
import natsuin.pki.DistinguishedName;
import natsuin.pki.Pem;

/**
 * Certificates by which employers' browsers are known (EMP-6, EMP-7). Holds no key beyond the call
 * that it came with. On a virtual thread; {@link #pack} on a worker.
 */
public final class IssueClientCertificate {
  private final IssueCertificate issue;
  private final Authority authority;
  private final ClientValidity validity;
  private final String country;
  private final InstantSource clock;

  /**
   * By this authority.
   *
   * @param country two letters, in every subject
   */
  public IssueClientCertificate(
      Database database,
      Authority authority,
      ClientValidity validity,
      String country,
      InstantSource clock) {
    this.issue = new IssueCertificate(database, authority, clock);
    this.authority = authority;
    this.validity = validity;
    this.country = country;
    this.clock = clock;
  }

  /**
   * Who is to be certified.
   *
   * @param loginId the user ID, common name of the certificate
   * @param organization the employer's Latin name
   * @param number the employer's number, which tells apart two of one name
   */
  public record Holder(UUID user, String loginId, String organization, String number) {}

  /**
   * Certifies a key until the end of its last day.
   *
   * @param prepared told the serial number before the authority's key acts; where it fails, nothing
   *     is signed
   */
  public X509Certificate certify(Holder holder, PublicKey key, Consumer<String> prepared) {
    var subject =
        new DistinguishedName(
            holder.loginId(),
            Optional.of(holder.organization()),
            country,
            Optional.of(holder.number() + "-" + holder.loginId()));
    return issue.issue(
        new CertificateRequest(CertificateProfile.TLS_CLIENT, subject, key),
        validity.notAfter(clock.instant()),
        prepared);
  }

  /**
   * Whether that key was certified before, for whomever. The certificate may have been revoked
   * since somebody else has the key: a new one for it would undo that.
   */
  public Future<Boolean> knows(SqlClient db, PublicKey key) {
    return ClientCertificateStore.knows(db, key);
  }

  /** Writes down whose it is, in the caller's transaction. Fails for a key certified before. */
  public Future<Void> record(SqlClient tx, X509Certificate certificate, Holder holder) {
    return ClientCertificateStore.insert(tx, certificate, holder, clock.instant());
  }

  /** Ends a certificate whose key nobody got, also one that is only prepared. */
  public Future<Void> revokeUnreceived(SqlClient tx, String serial) {
    return ClientCertificateStore.revokeUnreceived(tx, serial, clock.instant());
  }

  /**
   * The file that a browser imports.
   *
   * @param password opens it; the caller wipes it
   */
  public byte[] pack(
      PrivateKey key,
      X509Certificate certificate,
      Holder holder,
      char[] password,
      ClientKeyFile.Protection protection) {
    return ClientKeyFile.pack(key, chainOf(certificate), holder.loginId(), password, protection);
  }

  /** The certificate and those above it, as PEM. */
  public String chain(X509Certificate certificate) {
    return Pem.write(chainOf(certificate));
  }

  private List<X509Certificate> chainOf(X509Certificate certificate) {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certificate);
    chain.addAll(authority.identity().chain());
    return chain;
  }
}
