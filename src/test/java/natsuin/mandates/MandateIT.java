package natsuin.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import natsuin.kernel.UserRole;
import natsuin.pdf.DocumentBytes;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.World;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A power of attorney made by the system and signed on the spot. */
class MandateIT {
  @RegisterExtension static final World WORLD = new World();

  private static Signing signing;

  @BeforeAll
  static void open() {
    signing = new Signing(WORLD);
  }

  @Test
  @DisplayName(
      "CERT-4: drafted, read, signed by PIN and code: a valid signature at B-LTA, one page, in"
          + " Japanese")
  void whole() throws Exception {
    var seat = signing.representative();
    String mandate = signing.drafts(seat);
    assertThat(Strangers.run(file(seat, mandate), "pdftotext", "FILE", "-"))
        .contains("委任状", "サンプル銀行", "見本", "ミホン", "管理者", "作成日");
    assertThat(Strangers.run(file(seat, mandate), "pdfinfo", "FILE"))
        .containsPattern("Pages:\\s+1\\n");

    var asked = signing.authorizes(seat, mandate);
    var answer = Signing.signs(seat, asked);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo("signed");
    assertThat(answer.json().getString("step")).isEqualTo("done");

    var signed = file(seat, mandate);
    Strangers.assertDssPasses(
        signed, WORLD.node().keys().pki().root().certificate(), "PAdES-BASELINE-LTA");
    assertThat(Strangers.run(signed, "pdfsig", "-nocert", "FILE")).contains("Signature is Valid");
    assertThat(Signing.signs(seat, asked).json().getString("state"))
        .as("pressed again")
        .isEqualTo("signed");
    assertThat(signing.pin(seat, mandate, Certifier.PIN).code()).isEqualTo("mandate-signed");
  }

  @Test
  @DisplayName("OTP-3: the mail says what the code is for")
  void mail() {
    var seat = signing.representative();
    signing.asks(seat, signing.drafts(seat));
    assertThat(WORLD.mailTo(seat.person().email()).getFirst().text()).contains("「委任状」の電子署名");
  }

  @Test
  @DisplayName("CERT-4: for a colleague's certificate the paper names him as he is registered")
  void colleague() throws Exception {
    var seat = signing.representative();
    var colleague = signing.colleague(seat, UserRole.SIGNER);
    var body =
        new JsonObject()
            .put("purpose", "certificate-request")
            .put("user", colleague.person().id().toString());
    var answer = seat.browser().post("/api/mandates", body);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    assertThat(answer.json().getJsonObject("agent").getString("name")).isEqualTo("見本\u3000太郎");
    assertThat(answer.json().getJsonObject("agent").getString("role")).isEqualTo("signer");

    var own = body.copy().put("user", seat.person().id().toString());
    assertThat(seat.browser().post("/api/mandates", own).status())
        .as("a representative needs none")
        .isEqualTo(422);
    assertThat(colleague.browser().post("/api/mandates", body).status())
        .as("a signer gives none")
        .isIn(403, 404, 422);
  }

  @Test
  @DisplayName("CERT-4: without a certificate of one's own none can be made")
  void withoutCertificate() {
    var person = signing.people().customer(signing.branch(), UserRole.REPRESENTATIVE, null);
    var browser = new Browser(WORLD).loggedIn(person);
    assertThat(browser.post("/api/mandates", Signing.newcomer("見本")).code())
        .isEqualTo("no-certificate");
  }

  @Test
  @DisplayName("STAFF-1: the branch's staff read a signed one; another branch's have none")
  void staff() {
    var seat = signing.representative();
    String mandate = signing.signed(seat);
    var path = "/api/staff/mandates/" + mandate + "/content";
    var own = signing.people().clerk(signing.branch(), natsuin.kernel.StaffRole.OFFICER);
    var other = signing.people().clerk(natsuin.kernel.StaffRole.OFFICER);
    assertThat(new Browser(WORLD).loggedIn(own).get(path).status()).isEqualTo(200);
    assertThat(new Browser(WORLD).loggedIn(other).get(path).status()).isEqualTo(404);
  }

  private static DocumentBytes file(Signing.Seat seat, String mandate) throws Exception {
    var request =
        seat.browser()
            .request(Signing.path(mandate) + "/content")
            .setHeader("Cookie", "natsuin_mypage=" + seat.browser().cookie("natsuin_mypage"))
            .GET()
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    return DocumentBytes.of(answer.body());
  }
}
