package natsuin.testkit;

import com.microsoft.playwright.options.ClientCertificate;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import natsuin.certificates.IssueCertificate;
import natsuin.kernel.StaffRole;
import natsuin.pki.Authority;
import natsuin.pki.CertificateProfile;
import natsuin.pki.CertificateRequest;
import natsuin.pki.DistinguishedName;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.PkiHierarchy;

/** Client certificates, good and bad ones, without the way on which users get theirs. */
public final class ClientKeys {
  private static final String PASSWORD = "in-memory";

  private final World world;

  /** For this world. */
  public ClientKeys(World world) {
    this.world = world;
  }

  /** A certificate with its key, as software keeps it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Held(X509Certificate certificate, byte[] p12, String password) {
    /** A client that shows it. */
    public TlsClient client() {
      return TlsClient.with(p12, password);
    }

    /** The same as Playwright takes it, for that address. */
    ClientCertificate in(String origin) {
      return new ClientCertificate(origin).setPfx(p12).setPassphrase(password);
    }

    /** As the record names it. */
    public String serial() {
      return certificate.getSerialNumber().toString(16);
    }
  }

  /** One that opens the portal. */
  public Held of(Employers.Member member) {
    var held = issued(CertificateProfile.TLS_CLIENT, member.userId());
    world
        .database()
        .client()
        .preparedQuery(
            """
            insert into client_certificate (serial, user_id, login_id, last_day, created_at)
            values ($1, $2, $3, $4, $5)
            """)
        .execute(
            Tuple.of(
                held.serial(),
                member.id(),
                member.userId(),
                LocalDate.ofInstant(
                    held.certificate().getNotAfter().toInstant(), ZoneId.of("Asia/Tokyo")),
                world.clock().instant().atOffset(ZoneOffset.UTC)))
        .await();
    return held;
  }

  /** Has the branch revoke it: one files, another confirms (EMP-9). */
  public void revoke(Employers.Member member, Held held) {
    var people = new People(world);
    var branch = member.company().branch();
    var filed =
        new Browser(world)
            .loggedIn(people.clerk(branch, StaffRole.OFFICER))
            .post(
                "/api/staff/revocations",
                new JsonObject().put("serial", held.serial()).put("reason", "key-compromise"));
    var done =
        new Browser(world)
            .loggedIn(people.clerk(branch, StaffRole.APPROVER))
            .post("/api/staff/revocations/" + filed.json().getString("id") + "/confirmation");
    if (done.status() != 204) {
      throw new AssertionError("revocation: " + done.status() + " " + done.http().body());
    }
  }

  /** One of ours for another purpose, or for a client who is nobody's user. */
  public Held issued(CertificateProfile profile, String name) {
    KeyPair keys = KeyAlgorithm.EC_P256.generate();
    var authority = world.node().keys().pki().issuing();
    var issue = new IssueCertificate(world.database(), authority, world.clock());
    return held(keys, issue.issue(request(profile, name, keys), Optional.empty()), authority);
  }

  /** Signed by our key, and on no record. */
  public Held unrecorded(String name) {
    return by(world.node().keys().pki().issuing(), name);
  }

  /** From an authority of the same names as ours. */
  public Held ofImpostor(Path directory, String name) throws IOException {
    var other =
        PkiHierarchy.openOrCreate(
            directory.resolve("impostor.p12"),
            PASSWORD.toCharArray(),
            world.node().keys().plan(),
            world.clock());
    return by(other.issuing(), name);
  }

  private static Held by(Authority authority, String name) {
    KeyPair keys = KeyAlgorithm.EC_P256.generate();
    var prepared = authority.prepare(request(CertificateProfile.TLS_CLIENT, name, keys));
    return held(keys, authority.issue(prepared), authority);
  }

  private static CertificateRequest request(CertificateProfile profile, String name, KeyPair keys) {
    return new CertificateRequest(
        profile,
        new DistinguishedName(name, Optional.of("Mihon Employer"), "JP", Optional.empty()),
        keys.getPublic(),
        profile == CertificateProfile.TLS_SERVER ? List.of("localhost") : List.of());
  }

  private static Held held(KeyPair keys, X509Certificate certificate, Authority authority) {
    try {
      var chain = new Certificate[] {certificate, authority.identity().certificate()};
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", keys.getPrivate(), PASSWORD.toCharArray(), chain);
      var out = new ByteArrayOutputStream();
      store.store(out, PASSWORD.toCharArray());
      return new Held(certificate, out.toByteArray(), PASSWORD);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
