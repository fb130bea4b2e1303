package natsuin.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.boot.Node;
import natsuin.kernel.StaffRole;
import natsuin.requests.RequestReason;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Revocation as a stranger's software sees it, on two nodes. */
class RevocationIT {
  @RegisterExtension static final World WORLD = new World();

  @TempDir static Path directory;

  @Test
  @DisplayName(
      "CERT-3, CERT-7: the old certificate is revoked with the issue of the new one, at once and on"
          + " both nodes, in OCSP and list; what was begun with it goes no further")
  void superseded() throws Exception {
    var office = new Office(WORLD);
    var seat = office.certified(office.representative());
    try (Node second = WORLD.anotherNode()) {
      Path old = pem("old.pem", certificate(seat));
      for (Node node : List.of(WORLD.node(), second)) {
        assertThat(ocsp(node, old)).contains("Response verify OK").contains(": good");
        assertThat(list(node)).doesNotContain(serial(old));
      }
      String begun = begins(seat);
      office.pinDue(seat, RequestReason.VALIDITY_EXTENDED);
      office.getsCertificate(seat, Office.PIN);
      for (Node node : List.of(second, WORLD.node())) {
        assertThat(ocsp(node, old)).contains(": revoked").contains("Reason: superseded");
        assertThat(list(node)).contains(serial(old)).contains("Superseded");
      }
      assertThat(ocsp(second, pem("new.pem", certificate(seat)))).contains(": good");
      var later = seat.browser().post(begun + "/signature");
      assertThat(later.code()).isEqualTo("certificate-ended");
    }
  }

  @Test
  @DisplayName(
      "STAFF-1, STAFF-2, CERT-7: staff revoke with four eyes: filed by one, confirmed by another,"
          + " never by himself; at once in OCSP; the customer is told")
  void byStaff() throws Exception {
    var office = new Office(WORLD);
    var people = new People(WORLD);
    var seat = office.certified(office.representative());
    Path certificate = pem("staff.pem", certificate(seat));
    UUID home =
        WORLD
            .database()
            .client()
            .preparedQuery("select branch_id from organization where id = $1")
            .execute(Tuple.of(seat.person().organization()))
            .await()
            .iterator()
            .next()
            .getUUID(0);
    var branch = new Branch(home, "", "", "");
    var filing = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.APPROVER));
    var second = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.APPROVER));
    var officer = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.OFFICER));
    var order =
        new JsonObject()
            .put("userId", seat.person().id().toString())
            .put("reason", "key-compromise")
            .put("note", "電話で連絡あり");
    assertThat(filing.post("/api/staff/revocations", order.copy().put("reason", "")).status())
        .isEqualTo(422);
    var filed = filing.post("/api/staff/revocations", order);
    assertThat(filed.status()).as(filed.http().body()).isEqualTo(201);
    assertThat(filed.json().getJsonObject("may").getBoolean("confirm")).isFalse();
    assertThat(officer.post("/api/staff/revocations", order).code()).isEqualTo("revocation-filed");
    assertThat(waiting(second)).isEqualTo(1);
    assertThat(ocsp(WORLD.node(), certificate)).as("only filed").contains(": good");

    String path = "/api/staff/revocations/" + filed.json().getString("id");
    assertThat(filing.post(path + "/confirmation").code()).isEqualTo("four-eyes-revocation");
    assertThat(officer.post(path + "/confirmation").code()).isEqualTo("forbidden");
    assertThat(officer.delete(path).code()).isEqualTo("forbidden");
    var listed = second.get("/api/staff/revocations").json().getJsonArray("items").getJsonObject(0);
    assertThat(listed.getJsonObject("may").getBoolean("confirm")).isTrue();
    int mails = WORLD.mailTo(seat.person().email()).size();
    var statuses =
        Stream.of(second, second, second)
            .parallel()
            .map(each -> each.post(path + "/confirmation").status())
            .sorted()
            .toList();
    assertThat(statuses).containsExactly(204, 409, 409);
    assertThat(ocsp(WORLD.node(), certificate)).contains("Reason: keyCompromise");
    assertThat(waiting(second)).isZero();
    await().until(() -> WORLD.mailTo(seat.person().email()).size() > mails);
    assertThat(WORLD.mailTo(seat.person().email()).getFirst().text())
        .contains("他人に知られたおそれ")
        .doesNotContain("電話で連絡あり");
    assertThat(filing.post("/api/staff/revocations", order).code()).isEqualTo("nothing-to-revoke");
  }

  private static int waiting(Browser staff) {
    return staff.get("/api/staff/queues").json().getJsonObject("counts").getInteger("revocations");
  }

  /** A signature under way with the present certificate: its path. */
  private static String begins(Office.Seat seat) {
    var agent =
        new JsonObject()
            .put("familyName", "見本")
            .put("givenName", "次郎")
            .put("familyKana", "ミホン")
            .put("givenKana", "ジロウ")
            .put("role", "signer");
    String mandate =
        seat.browser()
            .post("/api/mandates", new JsonObject().put("purpose", "new-user").put("agent", agent))
            .json()
            .getString("id");
    String requests = "/api/mandates/" + mandate + "/signature-requests";
    var request = seat.browser().post(requests, new JsonObject().put("pin", Certifier.PIN));
    return requests + "/" + request.json().getJsonObject("request").getString("id");
  }

  private static byte[] certificate(Office.Seat seat) {
    return WORLD
        .database()
        .client()
        .preparedQuery(
            """
            select x.der from credential c join certificate x on x.serial = c.serial
            where c.user_id = $1 and c.state = 'active'
            """)
        .execute(Tuple.of(seat.person().id()))
        .await()
        .iterator()
        .next()
        .getBuffer("der")
        .getBytes();
  }

  private static Path pem(String name, byte[] der) throws Exception {
    String text =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END CERTIFICATE-----\n";
    return Files.writeString(directory.resolve(name), text);
  }

  private static String ocsp(Node node, Path certificate) throws Exception {
    var pki = WORLD.node().keys().pki();
    return openssl(
        "ocsp",
        "-issuer",
        pem("issuer.pem", pki.issuing().identity().certificate().getEncoded()).toString(),
        "-cert",
        certificate.toString(),
        "-CAfile",
        pem("root.pem", pki.root().certificate().getEncoded()).toString(),
        "-url",
        url(node, "/pki/ocsp").toString());
  }

  private static String list(Node node) throws Exception {
    var pki = WORLD.node().keys().pki();
    X509Certificate issuing = pki.issuing().identity().certificate();
    Path crl = directory.resolve("list.crl");
    String address = crlAddress(certificateOfAnybody());
    Files.write(
        crl,
        url(node, address.substring(address.indexOf("/pki/"))).toURL().openStream().readAllBytes());
    assertThat(
            openssl(
                "crl",
                "-inform",
                "DER",
                "-in",
                crl.toString(),
                "-CAfile",
                pem("issuing.pem", issuing.getEncoded()).toString(),
                "-noout"))
        .contains("verify OK");
    return openssl("crl", "-inform", "DER", "-in", crl.toString(), "-text", "-noout");
  }

  private static Path certificateOfAnybody() {
    return directory.resolve("old.pem");
  }

  /** Where the certificate itself says that its list is. */
  private static String crlAddress(Path certificate) throws Exception {
    String text = openssl("x509", "-in", certificate.toString(), "-text", "-noout");
    int at = text.indexOf("URI:", text.indexOf("CRL Distribution Points"));
    return text.substring(at + 4, text.indexOf('\n', at)).strip();
  }

  private static String serial(Path certificate) throws Exception {
    return openssl("x509", "-in", certificate.toString(), "-serial", "-noout")
        .strip()
        .substring("serial=".length());
  }

  private static URI url(Node node, String path) {
    return WORLD.url(node, path);
  }

  private static String openssl(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
