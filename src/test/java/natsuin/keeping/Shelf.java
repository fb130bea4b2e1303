package natsuin.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import natsuin.boot.Duties;
import natsuin.certificates.RevocationRecord;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.HtmlToPdf;
import natsuin.pki.TrustAnchors;
import natsuin.signing.EvidenceSource;
import natsuin.signing.RenewArchive;
import natsuin.signing.TimestampClient;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.vault.EnvelopeKeys;
import org.awaitility.Awaitility;

/** Contracts that lie there for years, each with words of its own that nothing else says. */
final class Shelf {
  private final World world;
  private final People people;
  private final People.Clerk officer;
  private final People.Clerk approver;
  final People.Customer customer;

  /** A contract, and what must not be found anywhere once it is erased. */
  record Item(UUID id, String word, byte[] plain) {
    String path() {
      return "/api/contracts/" + id;
    }
  }

  Shelf(World world) {
    this.world = world;
    this.people = new People(world);
    var branch = people.branch();
    this.officer = people.clerk(branch, StaffRole.OFFICER);
    this.approver = people.clerk(branch, StaffRole.APPROVER);
    this.customer = people.customer(branch, UserRole.REPRESENTATIVE, null);
    new Certifier(world).certify(customer.id());
  }

  /** The customer, logged in now. */
  Browser reader() {
    return new Browser(world).loggedIn(customer);
  }

  Browser approver() {
    return new Browser(world).loggedIn(approver);
  }

  /** Concluded and in force; {@code summary} empty: one of its own. */
  Item inForce(String word, String summary) {
    Item item = create(word, summary);
    run(
        "update contract_signer set state = 'signed', signed_at = $2 where contract_id = $1",
        item.id(),
        world.clock().instant().atOffset(ZoneOffset.UTC));
    run("update contract set state = 'signed', signed_at = now() where id = $1", item.id());
    conclude(item);
    return item;
  }

  private void conclude(Item item) {
    var browser = approver();
    String path = "/api/staff/contracts/" + item.id();
    assertThat(browser.post(path + "/conclusion").status()).isEqualTo(202);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> "in-force".equals(state(item)));
  }

  /** Opened, ticked, signed with PIN and code, concluded, then 完済. */
  Item repaidAfterSigning(String word) {
    Item item = create(word, "");
    sign(item);
    conclude(item);
    end(item, "ended", "repaid");
    return item;
  }

  private void sign(Item item) {
    var browser = reader();
    String content = item.path() + "/documents/" + document(item) + "/content";
    assertThat(browser.get(content).status()).isEqualTo(200);
    assertThat(browser.put(item.path() + "/acknowledgements/documents").status()).isEqualTo(204);
    String requests = item.path() + "/signature-requests";
    int mails = world.mailTo(customer.email()).size();
    var asked = browser.post(requests, new JsonObject().put("pin", Certifier.PIN));
    assertThat(asked.status()).as(asked.http().body()).isEqualTo(201);
    String request = requests + "/" + asked.json().getString("id");
    String code = browser.nextCode(customer.email(), mails);
    assertThat(browser.post(request + "/code", new JsonObject().put("code", code)).status())
        .isEqualTo(200);
    assertThat(browser.post(request + "/signature", new JsonObject()).status()).isEqualTo(202);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> "signed".equals(state(item)));
  }

  /** As the stories that end contracts leave it. */
  void end(Item item, String state, String outcome) {
    run(
        """
        update contract set state = $2, outcome = nullif($3, ''), ended_at = $4, version = version + 1
        where id = $1
        """,
        item.id(),
        state,
        outcome,
        world.clock().instant().atOffset(ZoneOffset.UTC));
  }

  Item create(String word, String summary) {
    var browser = new Browser(world).loggedIn(officer);
    byte[] pdf =
        HtmlToPdf.render(
            "<html><head><title>%1$s</title></head><body style=\"font-family:'BIZ UDGothic'\"><p>%1$s</p></body></html>"
                .formatted("本文" + word));
    String name = URLEncoder.encode("ファイル" + word + ".pdf", StandardCharsets.UTF_8);
    var upload =
        browser.send(
            browser
                .request("/api/staff/uploads?name=" + name)
                .setHeader("Content-Type", "application/pdf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(pdf)));
    assertThat(upload.status()).as(upload.http().body()).isEqualTo(201);
    var created =
        browser.post(
            "/api/staff/contracts",
            new JsonObject()
                .put("summary", summary.isEmpty() ? "概要" + word : summary)
                .put("amount", 10_000_000)
                .put("appliedOn", "2026-11-01")
                .put("plannedOn", "2026-11-30")
                .put(
                    "documents",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("uploadId", upload.json().getString("id"))
                                .put("kind", "contract")
                                .put("title", "題名" + word)))
                .put(
                    "signers",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("userId", customer.id().toString())
                                .put("standing", "borrower")
                                .put("turn", 1))));
    assertThat(created.status()).as(created.http().body()).isEqualTo(201);
    return new Item(UUID.fromString(created.json().getString("id")), word, pdf);
  }

  String state(Item item) {
    return String.valueOf(one("select state from contract where id = $1", item.id()));
  }

  boolean exists(Item item) {
    return count("select count(*) from contract where id = $1", item.id()) == 1;
  }

  boolean hasRecord(Item item) {
    return count("select count(*) from contract_erasure where contract_id = $1", item.id()) == 1;
  }

  /** Digests of all revisions of all its documents, lower-case hexadecimal. */
  List<String> digests(Item item) {
    var all = new ArrayList<String>();
    for (Row row :
        rows(
            """
            select r.sha256 from document_revision r join document d on d.id = r.document_id
            where d.contract_id = $1
            """,
            item.id())) {
      all.add(HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()));
    }
    return all;
  }

  /** Its document as it can be read now. */
  DocumentBytes load(Item item) {
    var db = world.database().client();
    Row row =
        rows("select id, revision from document where contract_id = $1", item.id()).getFirst();
    return documents().load(db, row.getUUID("id"), row.getInteger("revision")).await();
  }

  UUID document(Item item) {
    return (UUID) one("select id from document where contract_id = $1", item.id());
  }

  int revision(Item item) {
    return (int) one("select revision from document where contract_id = $1", item.id());
  }

  private DocumentStore documents() {
    var keys = new EnvelopeKeys(world.node().keys().master());
    return new DocumentStore(new ContentKeyStore(keys, world.clock()), world.clock());
  }

  /** A hand of its own at the same work, beside what this node's schedule does. */
  Keeping keeping() {
    return keeping(world.node().configuration().keeping());
  }

  /** The same, configured otherwise. */
  Keeping keeping(KeepingConfiguration configuration) {
    return keeping(configuration, world.url("/pki/tsa"));
  }

  /** Like the node's, before another timestamp authority. */
  Keeping keeping(URI timestamps) {
    return keeping(world.node().configuration().keeping(), timestamps);
  }

  private Keeping keeping(KeepingConfiguration configuration, URI timestamps) {
    try {
      var duties = Duties.on(world.node());
      return new Keeping(
          new KeepingTools(
              world.database(),
              documents(),
              archives(timestamps),
              duties.letters(),
              duties.audit(),
              duties.announcements(),
              configuration,
              world.clock()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RenewArchive archives(URI timestamps) {
    var node = world.node();
    var pki = node.keys().pki();
    return new RenewArchive(
        new TimestampClient(
            node.vertx(),
            List.of(timestamps),
            "",
            Duration.ofSeconds(5),
            TrustAnchors.of(List.of(pki.root().certificate())),
            world.clock()),
        new EvidenceSource(
            new RevocationRecord(world.database(), pki, world.clock()), pki, world.clock()),
        node.vertx().createSharedWorkerExecutor("shelf", 4));
  }

  long count(String sql, Object... values) {
    return (long) one(sql, values);
  }

  Object one(String sql, Object... values) {
    return rows(sql, values).getFirst().getValue(0);
  }

  void run(String sql, Object... values) {
    rows(sql, values);
  }

  List<Row> rows(String sql, Object... values) {
    var rows = world.database().client().preparedQuery(sql).execute(Tuple.from(values)).await();
    return rows.stream().toList();
  }
}
