package natsuin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.certificates.Credential;
import natsuin.certificates.IssueCertificate;
import natsuin.certificates.IssueCredential;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.HtmlToPdf;
import natsuin.pki.KeyAlgorithm;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.EnvelopeKeys;
import natsuin.vault.PinWrap;
import natsuin.vault.SodiumArgon2;

/** Where ceremonies are held in tests: a branch, its staff, and people who can sign. */
final class Hall {
  static final String PIN = "Hall2Pin99";
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final World world;
  private final People people;
  private final Branch branch;
  private final Browser officer;
  private final Browser approver;
  private final IssueCredential issue;

  Hall(World world) {
    this.world = world;
    this.people = new People(world);
    this.branch = people.branch();
    this.officer = new Browser(world).loggedIn(people.clerk(branch, StaffRole.OFFICER));
    this.approver = new Browser(world).loggedIn(people.clerk(branch, StaffRole.APPROVER));
    var node = world.node();
    WorkerExecutor pool = node.vertx().createSharedWorkerExecutor("hall", 2);
    this.issue =
        new IssueCredential(
            node.database(),
            new IssueCertificate(node.database(), node.keys().pki().issuing(), world.clock()),
            new PinWrap(
                node.keys().master(),
                SodiumArgon2.load().orElseThrow(),
                new Argon2Parameters(64, 1)),
            KeyAlgorithm.EC_P256,
            pool,
            world.clock());
  }

  /** Somebody with a signing certificate, at a browser of his own. */
  record Signer(People.Customer person, Credential credential, Browser browser) {}

  Signer signer() {
    var person = people.customer(branch, UserRole.REPRESENTATIVE, null);
    var credential =
        issue.issue(
            new IssueCredential.Holder(person.id(), "Taro Mihon", Optional.of("Mihon Works")),
            PIN.toCharArray());
    return new Signer(person, credential, new Browser(world).loggedIn(person));
  }

  /** May sign for himself too, and not only for his company (APP-2). */
  void mayGuarantee(Signer signer) {
    world
        .database()
        .client()
        .preparedQuery("update app_user set personal_signature = true where id = $1")
        .execute(Tuple.of(signer.person().id()))
        .await();
  }

  /** Another browser of the same person. */
  Browser otherBrowser(Signer signer) {
    return new Browser(world).loggedIn(signer.person());
  }

  /** A contract with two documents to sign; {@code inTurn}: one after the other. */
  String contract(boolean inTurn, Signer... signers) {
    var parties = new ArrayList<Party>();
    for (Signer signer : signers) {
      String standing = parties.isEmpty() ? "borrower" : "guarantor";
      parties.add(new Party(signer, standing, "organization", inTurn ? parties.size() + 1 : 1));
    }
    return contract(List.of(paper("金銭消費貸借契約書"), paper("保証約定書")), parties);
  }

  /** A seat of somebody in a contract to be. */
  record Party(Signer signer, String standing, String capacity, int turn) {
    JsonObject json() {
      return new JsonObject()
          .put("userId", signer.person().id().toString())
          .put("standing", standing)
          .put("capacity", capacity)
          .put("turn", turn);
    }
  }

  /** A document to be. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Paper(String title, byte[] pdf) {}

  static Paper paper(String title) {
    return new Paper(
        title,
        HtmlToPdf.render(
            "<html><head><title>%1$s</title></head><body style=\"font-family:'BIZ UDGothic'\"><h1>%1$s</h1></body></html>"
                .formatted(title)));
  }

  /** A contract with these documents to sign and these seats. */
  String contract(List<Paper> papers, List<Party> parties) {
    var documents = new JsonArray();
    papers.forEach(paper -> documents.add(uploaded(paper)));
    var signers = new JsonArray();
    parties.forEach(party -> signers.add(party.json()));
    var created =
        officer.post(
            "/api/staff/contracts",
            new JsonObject()
                .put("summary", "証書貸付")
                .put("amount", 10_000_000)
                .put("appliedOn", "2026-11-01")
                .put("plannedOn", "2026-11-30")
                .put("documents", documents)
                .put("signers", signers));
    assertThat(created.status()).as(created.http().body()).isEqualTo(201);
    return created.json().getString("id");
  }

  private JsonObject uploaded(Paper paper) {
    var upload =
        officer.send(
            officer
                .request("/api/staff/uploads?name=a.pdf")
                .setHeader("Content-Type", "application/pdf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(paper.pdf())));
    assertThat(upload.status()).as(upload.http().body()).isEqualTo(201);
    return new JsonObject()
        .put("uploadId", upload.json().getString("id"))
        .put("kind", "contract")
        .put("title", paper.title());
  }

  /** Opens and ticks everything. */
  void reads(Signer signer, String contract) {
    for (Object each : view(signer, contract).getJsonArray("documents")) {
      var path = "/documents/" + ((JsonObject) each).getString("id") + "/content";
      assertThat(signer.browser().get(path(contract) + path).status()).isEqualTo(200);
    }
    var ticked = signer.browser().put(path(contract) + "/acknowledgements/documents");
    assertThat(ticked.status()).as(ticked.http().body()).isEqualTo(204);
  }

  /** What the contract looks like to him. */
  JsonObject view(Signer signer, String contract) {
    return signer.browser().get(path(contract)).json();
  }

  /** Enters the PIN at this browser. */
  Browser.Answer pin(Browser browser, String contract, String pin) {
    return browser.post(requests(contract), new JsonObject().put("pin", pin));
  }

  /** The right PIN, and the code from the mail. */
  Asked asks(Signer signer, String contract) {
    int mails = world.mailTo(signer.person().email()).size();
    var answer = pin(signer.browser(), contract, PIN);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    String code = signer.browser().nextCode(signer.person().email(), mails);
    return new Asked(contract, answer.json().getString("id"), code);
  }

  /** A request, and the code that was sent for it. */
  record Asked(String contract, String id, String code) {
    String path() {
      return requests(contract) + "/" + id;
    }
  }

  Browser.Answer code(Browser browser, Asked asked, String code) {
    return browser.post(asked.path() + "/code", new JsonObject().put("code", code));
  }

  Browser.Answer sign(Browser browser, Asked asked) {
    return browser.post(asked.path() + "/signature", new JsonObject());
  }

  /** PIN and code, both right. */
  Asked authorizes(Signer signer, String contract) {
    var asked = asks(signer, contract);
    var answer = code(signer.browser(), asked, asked.code());
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return asked;
  }

  /** Reads, PIN, code, 「電子署名」, and waits until the signature stands. */
  void signs(Signer signer, String contract) {
    reads(signer, contract);
    var asked = authorizes(signer, contract);
    assertThat(sign(signer.browser(), asked).status()).isEqualTo(202);
    awaitSigned(signer, contract);
  }

  void awaitSigned(Signer signer, String contract) {
    await().atMost(PATIENCE).until(() -> step(signer, contract).equals("done"));
  }

  String step(Signer signer, String contract) {
    return view(signer, contract).getJsonObject("me").getString("step");
  }

  /** 締結, and waits until the contract is in force. */
  void concludes(String contract) {
    var path = "/api/staff/contracts/" + contract;
    var answer = approver.post(path + "/conclusion", new JsonObject());
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .until(() -> approver.get(path).json().getString("state").equals("in-force"));
  }

  /** The last day for signing is so many days from today. */
  void signBy(String contract, int days) {
    world
        .database()
        .client()
        .preparedQuery("update contract set sign_by = $2 where id = $1")
        .execute(Tuple.of(id(contract), BankTime.today(world.clock()).plusDays(days)))
        .await();
  }

  /** The contract's files as they are kept now. */
  List<DocumentBytes> files(String contract) {
    var db = world.database().client();
    var keys = new ContentKeyStore(new EnvelopeKeys(world.node().keys().master()), world.clock());
    var documents = new DocumentStore(keys, world.clock());
    return db
        .preparedQuery("select id, revision from document where contract_id = $1 order by position")
        .execute(Tuple.of(id(contract)))
        .await()
        .stream()
        .map(row -> documents.load(db, row.getUUID("id"), row.getInteger("revision")).await())
        .toList();
  }

  long count(String sql, Object... values) {
    var rows = world.database().client().preparedQuery(sql).execute(Tuple.from(values)).await();
    return rows.iterator().next().getLong(0);
  }

  static String path(String contract) {
    return "/api/contracts/" + contract;
  }

  static String requests(String contract) {
    return path(contract) + "/signature-requests";
  }

  static UUID id(String contract) {
    return UUID.fromString(contract);
  }
}
