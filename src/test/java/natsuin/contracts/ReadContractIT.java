package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What was opened and ticked is recorded on the server (CONTRACT-2, CONTRACT-8)")
class ReadContractIT {
  @RegisterExtension static final World WORLD = new World();

  private final Counter counter = new Counter(WORLD);
  private People.Customer borrower;
  private Browser signer;
  private Browser officer;
  private String contract;
  private String explanation;
  private String loan;

  @BeforeEach
  void aContractToRead() {
    Branch branch = counter.people().branch();
    officer = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    var created =
        counter.contract(officer, borrower, counter.signer(branch, UserRole.REPRESENTATIVE));
    contract = "/api/contracts/" + created.getString("id");
    explanation = content(created, 0);
    loan = content(created, 1);
    signer = new Browser(WORLD).loggedIn(borrower);
  }

  @Test
  void thePdfArrivesAsItWasUploadedAndIsNeverRunOrGuessedAt() {
    var answer = signer.get(loan);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body()).startsWith("%PDF-");
    assertThat(answer.header("Content-Type")).contains("application/pdf");
    assertThat(answer.header("Content-Security-Policy").orElseThrow()).startsWith("sandbox");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Cache-Control").orElseThrow()).contains("private");
    assertThat(answer.header("Content-Disposition").orElseThrow())
        .isEqualTo("inline; filename=\"__.pdf\"; filename*=UTF-8''%E5%A5%91%E7%B4%84.pdf");
    assertThat(signer.get(loan + "?download=true").header("Content-Disposition").orElseThrow())
        .startsWith("attachment; ");
    String sha256 = document(1).getString("sha256");
    assertThat(answer.header("ETag")).contains("\"" + sha256 + "\"");
  }

  @Test
  void tickingNeedsEveryDocumentOpenedAndLeadsToThePin() {
    var refused = signer.put(contract + "/acknowledgements/explanation");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("not-opened-yet");
    assertThat(refused.json().getString("detail")).contains("「重要事項説明」");

    signer.get(explanation);
    assertThat(document(0).getString("openedAt")).isNotNull();
    assertThat(document(1).getString("openedAt")).isNull();
    assertThat(signer.put(contract + "/acknowledgements/explanation").status()).isEqualTo(204);
    assertThat(signer.put(contract + "/acknowledgements/documents").code())
        .isEqualTo("not-opened-yet");
    signer.get(loan);
    assertThat(me().getString("step")).isEqualTo("read");
    assertThat(signer.put(contract + "/acknowledgements/documents").status()).isEqualTo(204);
    assertThat(me().getString("step")).isEqualTo("pin");
    assertThat(signer.put(contract + "/acknowledgements/documents").status())
        .as("twice is once")
        .isEqualTo(204);

    assertThat(signer.delete(contract + "/acknowledgements/documents").status()).isEqualTo(204);
    assertThat(me().getString("step")).isEqualTo("read");
    assertThat(signer.put(contract + "/acknowledgements/everything").status()).isEqualTo(404);
    assertThat(
            counter.count(
                "select count(*) from audit_event where action like 'contract.acknowledge%' and"
                    + " subject = $1",
                "contract:" + id()))
        .isEqualTo(3);
  }

  @Test
  @DisplayName("Attack: ticking without ever having opened, from another tool than the pages")
  void tickWithoutOpening() {
    assertThat(signer.put(contract + "/acknowledgements/explanation").status()).isEqualTo(409);
    assertThat(signer.put(contract + "/acknowledgements/documents").status()).isEqualTo(409);
    assertThat(me().getJsonObject("acknowledged"))
        .isEqualTo(new JsonObject().put("explanation", false).put("documents", false));
  }

  @Test
  @DisplayName("Whoever hangs up in the middle has not opened it")
  void hangsUp() throws Exception {
    makeLarge();
    var url = WORLD.url(loan);
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setReceiveBufferSize(4096);
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nCookie: natsuin_mypage=%s\r\n\r\n"
                  .formatted(url.getPath(), url.getPort(), signer.cookie("natsuin_mypage"))
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(2000)).hasSize(2000);
    }
    assertThat(document(1).getString("openedAt")).isNull();
    var whole = large();
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(document(1).getString("openedAt")).isNotNull();
  }

  @Test
  @DisplayName("A copy that another person left in this browser does not count as opened")
  void anotherPersonsCopy() {
    String etag = signer.get(loan).header("ETag").orElseThrow();
    assertThat(conditional(signer, etag)).isEqualTo(304);
    var guarantor = new Browser(WORLD).loggedIn(otherSigner());
    assertThat(conditional(guarantor, etag)).as("has not opened it yet").isEqualTo(200);
    assertThat(conditional(guarantor, etag)).isEqualTo(304);
  }

  @Test
  @DisplayName("Staff and colleagues who look leave no reading behind; staff see who has read")
  void othersLook() {
    signer.get(explanation);
    var staff = contract.replace("/api/", "/api/staff/");
    assertThat(officer.get(loan.replace("/api/", "/api/staff/")).status()).isEqualTo(200);
    var view = officer.get(staff).json();
    assertThat(view.getJsonArray("signers").getJsonObject(0).getInteger("opened")).isEqualTo(1);
    assertThat(view.getJsonArray("signers").getJsonObject(1).getInteger("opened")).isZero();
  }

  @Test
  @DisplayName("Attack: a document of one contract asked for under another")
  void foreignDocumentInOwnContract() {
    var other = counter.contract(officer, otherSigner());
    String foreign = other.getJsonArray("documents").getJsonObject(0).getString("id");
    assertThat(signer.get(contract + "/documents/" + foreign + "/content").status()).isEqualTo(404);
    assertThat(
            officer
                .get(
                    contract.replace("/api/", "/api/staff/") + "/documents/" + foreign + "/content")
                .status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("Stored bytes that were altered never arrive whole, and are not opened")
  void alteredAtRest() {
    counter.run(
        """
        update blob_chunk set ciphertext = set_byte(ciphertext, 100, 255 - get_byte(ciphertext, 100))
        where blob_id = (select blob_id from document_revision where document_id = $1)
        """,
        io.vertx.sqlclient.Tuple.of(UUID.fromString(document(1).getString("id"))));
    assertThat(signer.get(loan).status()).isEqualTo(500);
    assertThat(document(1).getString("openedAt")).isNull();
  }

  private int conditional(Browser browser, String etag) {
    return browser.send(browser.request(loan).setHeader("If-None-Match", etag).GET()).status();
  }

  /** Twenty megabytes behind the paper, as if increments had been appended. */
  private void makeLarge() {
    var keys =
        new natsuin.documents.ContentKeyStore(
            new natsuin.vault.EnvelopeKeys(WORLD.node().keys().master()), WORLD.clock());
    var documents = new natsuin.documents.DocumentStore(keys, WORLD.clock());
    var id = UUID.fromString(document(1).getString("id"));
    var whole = documents.load(WORLD.database().client(), id, 0).await().append(new byte[20 << 20]);
    WORLD
        .database()
        .tx(
            tx ->
                documents.append(
                    tx,
                    new natsuin.documents.Increment(
                        id, 0, new byte[20 << 20], whole.length(), whole.sha256(), "archive")))
        .await();
  }

  private HttpResponse<InputStream> large() throws Exception {
    var request =
        signer
            .request(loan)
            .setHeader("Cookie", "natsuin_mypage=" + signer.cookie("natsuin_mypage"))
            .build();
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.body().readAllBytes()).hasSizeGreaterThan(20 << 20);
      return answer;
    }
  }

  private People.Customer otherSigner() {
    var row =
        counter
            .run(
                """
                select u.id, u.organization_id, u.mypage_id, u.email from contract_signer s
                join app_user u on u.id = s.user_id where s.contract_id = $1 and s.user_id <> $2
                """,
                io.vertx.sqlclient.Tuple.of(id(), borrower.id()))
            .getFirst();
    return new People.Customer(row.getUUID(0), row.getUUID(1), row.getString(2), row.getString(3));
  }

  private UUID id() {
    return UUID.fromString(contract.substring(contract.lastIndexOf('/') + 1));
  }

  private JsonObject me() {
    return signer.get(contract).json().getJsonObject("me");
  }

  private JsonObject document(int n) {
    return signer.get(contract).json().getJsonArray("documents").getJsonObject(n);
  }

  private static String content(JsonObject contract, int n) {
    return "/api/contracts/%s/documents/%s/content"
        .formatted(
            contract.getString("id"),
            contract.getJsonArray("documents").getJsonObject(n).getString("id"));
  }
}
