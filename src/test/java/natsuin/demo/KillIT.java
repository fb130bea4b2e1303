package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import natsuin.kernel.StaffRole;
import natsuin.pdf.DocumentBytes;
import natsuin.signing.pades.Strangers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** kill -9 of the whole program while it signs; PostgreSQL and Redis die with it. */
@Tag("faults")
class KillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final TsaGate TSA = new TsaGate();
  private static final ForkedNode NODE =
      new ForkedNode(Path.of("target", "kill-world", UUID.randomUUID().toString()), TSA.url());

  private static Browser officer;
  private static Browser customer;

  @BeforeAll
  static void start() {
    TSA.before(NODE.base().resolve("/pki/tsa"));
    NODE.awaitReady();
    demonstrationIsThere();
    officer = officer();
    customer = customer(DemoPeople.PRESIDENT);
  }

  @AfterAll
  static void stop() {
    NODE.close();
    TSA.close();
  }

  @Test
  @DisplayName(
      "killed before each of the four timestamps of two documents, it goes on from there (OPS-2)")
  void killedAtTimestamps() throws InterruptedException {
    for (int timestamp = 1; timestamp <= 4; timestamp++) {
      String contract = create();
      String approval = authorize(contract);
      TSA.hold(timestamp);
      customer.post(approval + "/signature", new JsonObject());
      TSA.awaitHeld();
      NODE.kill();
      TSA.open();
      NODE.startAgain();
      assertSignedOnce(contract);
    }
  }

  @Test
  @DisplayName("killed some milliseconds after 「電子署名」: signed once, or still to be signed (OPS-2)")
  void killedAtAnyMoment() {
    for (int millis : new int[] {1, 8, 20, 35, 60}) {
      String contract = create();
      String approval = authorize(contract);
      var pressed =
          CompletableFuture.runAsync(
              () -> customer.post(approval + "/signature", new JsonObject()));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      NODE.kill();
      await().until(pressed::isDone);
      NODE.startAgain();

      String step = view(contract).getJsonObject("me").getString("step");
      if (List.of("pin", "code", "sign").contains(step)) {
        assertThat(revisions(contract)).as("nothing half done").containsOnly(0);
        customer.post(authorize(contract) + "/signature", new JsonObject());
      }
      assertSignedOnce(contract);
    }
  }

  private static void assertSignedOnce(String contract) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var view = view(contract);
              if (view.getString("state").equals("signed")) {
                return true;
              }
              assertThat(view.getString("state")).isEqualTo("signing");
              return false;
            });
    assertThat(revisions(contract)).as("one revision more, never two").containsOnly(1);
    for (Object each : view(contract).getJsonArray("documents")) {
      String id = ((JsonObject) each).getString("id");
      var document =
          DocumentBytes.of(
              customer.bytes("/api/contracts/" + contract + "/documents/" + id + "/content"));
      Strangers.assertDssPasses(document, root(), "PAdES-BASELINE-LTA");
    }
  }

  private static List<Integer> revisions(String contract) {
    return view(contract).getJsonArray("documents").stream()
        .map(each -> ((JsonObject) each).getInteger("revision"))
        .toList();
  }

  private static JsonObject view(String contract) {
    return customer.get("/api/contracts/" + contract);
  }

  private static String create() {
    var terms = new DemoTerms(DemoContract.ALL.get(1), "サンプル銀行", Clock.systemUTC());
    var documents = new JsonArray();
    for (var paper : List.of(DemoPapers.Paper.LOAN, DemoPapers.Paper.GUARANTEE)) {
      byte[] pdf = DemoPapers.render(paper, terms.facts());
      var upload = officer.upload("/api/staff/uploads?name=" + terms.fileName(paper), pdf);
      documents.add(
          new JsonObject()
              .put("uploadId", upload.getString("id"))
              .put("kind", "contract")
              .put("title", paper.title()));
    }
    var form = terms.contract(documents);
    form.put("signers", new JsonArray().add(form.getJsonArray("signers").getJsonObject(0)));
    return officer.post("/api/staff/contracts", form).getString("id");
  }

  /** Reads and ticks, PIN, code; what is left is 「電子署名」. */
  private static String authorize(String contract) {
    var signer =
        new DemoSigner(NODE.base(), customer, DemoPeople.PRESIDENT, UUID.fromString(contract));
    signer.read();
    return signer.authorize();
  }

  private static Browser officer() {
    var browser = new Browser(NODE.base(), "ja");
    var staff = DemoContract.ALL.get(1).staff(StaffRole.OFFICER);
    var mailbox = new Mailbox(new Browser(NODE.base(), "ja"), staff.email());
    browser.post("/api/staff/session", login(staff.login(), staff.password()));
    browser.post("/api/staff/session/code", new JsonObject().put("code", mailbox.nextCode()));
    return browser;
  }

  private static Browser customer(DemoPeople.Customer who) {
    var browser = new Browser(NODE.base(), "ja");
    browser.post("/api/session", login(who.email(), who.password()));
    return browser;
  }

  private static JsonObject login(String login, String password) {
    return new JsonObject().put("login", login).put("password", password);
  }

  /** The demonstration's own signatures are done, so that only ours pass the gate. */
  private static void demonstrationIsThere() {
    var reader = customer(DemoPeople.SHOPKEEPER);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                reader.get("/api/contracts?list=ended").getJsonArray("items").stream()
                    .anyMatch(each -> "ended".equals(((JsonObject) each).getString("progress"))));
  }

  private static X509Certificate root() {
    String pem = new Browser(NODE.base(), "ja").get("/dev/demo").getString("ca");
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}
