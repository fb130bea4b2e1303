package natsuin.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import natsuin.certificates.IssueCertificate;
import natsuin.certificates.IssueCredential;
import natsuin.kernel.UserRole;
import natsuin.pdf.HtmlToPdf;
import natsuin.pki.KeyAlgorithm;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PinWrap;
import natsuin.vault.SodiumArgon2;

/** The bank's counter in tests: papers, signers with certificates, contracts. */
public final class Counter {
  private static final Random RANDOM = new Random();
  private final World world;
  private final People people;
  private final IssueCredential issue;

  /** The counter of this world. */
  public Counter(World world) {
    this.world = world;
    this.people = new People(world);
    this.issue = issue(world);
  }

  /** Who comes to it. */
  public People people() {
    return people;
  }

  /** A paper that says this. */
  static byte[] paper(String text) {
    return HtmlToPdf.render(
        """
        <html lang="ja"><head><title>%1$s</title></head><body><p>%1$s</p></body></html>
        """
            .formatted(text));
  }

  /** Somebody who has a signing certificate. */
  public People.Customer signer(Branch branch, UserRole role) {
    var customer = people.customer(branch, role, null);
    certify(customer);
    return customer;
  }

  /** Gives somebody a signing certificate; its PIN is {@code Counter2Pin}. */
  public void certify(People.Customer customer) {
    issue.issue(
        new IssueCredential.Holder(customer.id(), "Taro Mihon", Optional.of("Mihon")),
        "Counter2Pin".toCharArray());
  }

  private static IssueCredential issue(World world) {
    var node = world.node();
    return new IssueCredential(
        node.database(),
        new IssueCertificate(node.database(), node.keys().pki().issuing(), world.clock()),
        new PinWrap(
            node.keys().master(), SodiumArgon2.load().orElseThrow(), new Argon2Parameters(64, 1)),
        KeyAlgorithm.EC_P256,
        node.vertx().createSharedWorkerExecutor("counter", 1),
        world.clock());
  }

  /** Uploads some paper. */
  public String upload(Browser staff) {
    return upload(staff, paper("upload " + RANDOM.nextInt()), "紙.pdf");
  }

  /** Uploads, and has to succeed. */
  static String upload(Browser staff, byte[] pdf, String name) {
    var answer = tryUpload(staff, pdf, name);
    if (answer.status() != 201) {
      throw new AssertionError("upload: " + answer.status() + " " + answer.http().body());
    }
    return answer.json().getString("id");
  }

  static Browser.Answer tryUpload(Browser staff, byte[] body, String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return staff.send(
        staff
            .request("/api/staff/uploads?name=" + encoded)
            .setHeader("Content-Type", "application/pdf")
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  static JsonObject document(String upload, String kind, String title) {
    return new JsonObject().put("uploadId", upload).put("kind", kind).put("title", title);
  }

  static JsonObject signer(People.Customer who, String standing, int turn) {
    return new JsonObject()
        .put("userId", who.id().toString())
        .put("standing", standing)
        .put("turn", turn);
  }

  static JsonObject form(List<JsonObject> documents, List<JsonObject> signers) {
    return new JsonObject()
        .put("summary", "貸出契約のみ")
        .put("amount", 10_000_000)
        .put("appliedOn", "2026-04-01")
        .put("plannedOn", "2026-04-30")
        .put("documents", new JsonArray(documents))
        .put("signers", new JsonArray(signers));
  }

  /** A contract with an explanation and one document to sign; everybody at once. */
  public JsonObject contract(Browser staff, People.Customer... signers) {
    int n = RANDOM.nextInt(1_000_000);
    var parties = new java.util.ArrayList<JsonObject>();
    for (var signer : signers) {
      parties.add(signer(signer, parties.isEmpty() ? "borrower" : "guarantor", 1));
    }
    var answer =
        staff.post(
            "/api/staff/contracts",
            form(
                List.of(
                    document(
                        upload(staff, paper("重要事項説明 " + n), "説明.pdf"), "explanation", "重要事項説明"),
                    document(
                        upload(staff, paper("金銭消費貸借契約書 " + n), "契約.pdf"), "contract", "金銭消費貸借契約書")),
                parties));
    if (answer.status() != 201) {
      throw new AssertionError("contract: " + answer.status() + " " + answer.http().body());
    }
    return answer.json();
  }

  /** As if all had signed. */
  void everybodyHasSigned(String contract) {
    run(
        "update contract_signer set state = 'signed', signed_at = now() where contract_id = $1",
        Tuple.of(UUID.fromString(contract)));
    setState(contract, "signed");
  }

  void setState(String contract, String state) {
    run(
        "update contract set state = $2, signed_at = now() where id = $1",
        Tuple.of(UUID.fromString(contract), state));
  }

  List<Row> run(String sql, Tuple values) {
    return world.database().client().preparedQuery(sql).execute(values).await().stream().toList();
  }

  long count(String sql, Object... values) {
    return run(sql, Tuple.from(values)).getFirst().getLong(0);
  }
}
