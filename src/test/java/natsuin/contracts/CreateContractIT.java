package natsuin.contracts;

import static natsuin.contracts.Counter.document;
import static natsuin.contracts.Counter.form;
import static natsuin.contracts.Counter.paper;
import static natsuin.contracts.Counter.signer;
import static natsuin.contracts.Counter.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Staff create a contract from PDFs and send it (CONTRACT-5, CONTRACT-6)")
class CreateContractIT {
  @RegisterExtension static final World WORLD = new World();

  private final Counter counter = new Counter(WORLD);
  private Branch branch;
  private Browser officer;
  private People.Customer borrower;
  private People.Customer guarantor;

  @BeforeEach
  void peopleOfABranch() {
    branch = counter.people().branch();
    officer = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    guarantor = counter.signer(branch, UserRole.SIGNER);
  }

  @Test
  void whoseTurnItIsGetsAMailAndANoticeAndTheOthersWait() {
    var answer =
        officer.post(
            "/api/staff/contracts",
            form(
                List.of(
                    document(upload(officer, paper("説明"), "説明.pdf"), "explanation", "重要事項説明"),
                    document(upload(officer, paper("契約"), "契約.pdf"), "contract", "契約書")),
                List.of(signer(borrower, "borrower", 2), signer(guarantor, "guarantor", 5))));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    var contract = answer.json();
    assertThat(contract.getString("number")).matches("20\\d\\d-\\d{6}");
    assertThat(contract.getString("state")).isEqualTo("signing");
    assertThat(contract.getJsonArray("signers").stream())
        .extracting(one -> ((JsonObject) one).getString("state"))
        .containsExactly("invited", "waiting");
    assertThat(contract.getJsonObject("may").getBoolean("conclude")).isFalse();

    String page = "/contracts/" + contract.getString("id") + "/sign";
    Awaitility.await().until(() -> !WORLD.mailTo(borrower.email()).isEmpty());
    assertThat(WORLD.mailTo(borrower.email()).getFirst().text())
        .contains(page)
        .contains("2026年4月30日");
    assertThat(WORLD.mailTo(guarantor.email())).isEmpty();
    var notices = new Browser(WORLD).loggedIn(borrower).get("/api/notices").json();
    assertThat(notices.getJsonArray("items").getJsonObject(0).getString("link")).isEqualTo(page);
    assertThat(
            new Browser(WORLD).loggedIn(guarantor).get("/api/notices").json().getJsonArray("items"))
        .isEmpty();
    assertThat(
            counter.count(
                "select count(*) from audit_event where action = 'contract.created' and subject ="
                    + " $1",
                "contract:" + contract.getString("id")))
        .isEqualTo(1);
  }

  @Test
  void theSignerSeesItInTheListAndWhatToDoNext() {
    var created = counter.contract(officer, borrower, guarantor);
    var browser = new Browser(WORLD).loggedIn(borrower);
    var rows = browser.get("/api/contracts?list=to-sign").json();
    assertThat(rows.getInteger("total")).isEqualTo(1);
    var row = rows.getJsonArray("items").getJsonObject(0);
    assertThat(row.getString("number")).isEqualTo(created.getString("number"));
    assertThat(row.getString("standing")).isEqualTo("borrower");
    assertThat(row.getString("signingStatus")).isEqualTo("unsigned");
    assertThat(row.getLong("amount")).isEqualTo(10_000_000);
    assertThat(browser.get("/api/contracts?list=in-force").json().getInteger("total")).isZero();

    var view = browser.get("/api/contracts/" + created.getString("id")).json();
    assertThat(view.getJsonObject("me").getString("step")).isEqualTo("read");
    assertThat(view.getJsonObject("me").getString("standing")).isEqualTo("borrower");
    assertThat(view.getJsonArray("documents").size()).isEqualTo(2);
    assertThat(view.getJsonArray("documents").getJsonObject(0).getString("kind"))
        .isEqualTo("explanation");
    assertThat(view.getJsonArray("signers").getJsonObject(0).getBoolean("me")).isTrue();
    assertThat(view.getJsonArray("signers").getJsonObject(1).getBoolean("me")).isFalse();
  }

  @Test
  void theUploadsAreGoneAndTheirKeysWithThem() {
    var uploads =
        List.of(upload(officer, paper("一"), "a.pdf"), upload(officer, paper("二"), "b.pdf"));
    var documents = uploads.stream().map(id -> document(id, "contract", "契約")).toList();
    var contract =
        officer
            .post("/api/staff/contracts", form(documents, List.of(signer(borrower, "borrower", 1))))
            .json();
    for (String upload : uploads) {
      assertThat(officer.get("/api/staff/uploads/" + upload + "/content").status()).isEqualTo(404);
      assertThat(
              counter.count(
                  "select count(*) from envelope_key where owner_id = $1", UUID.fromString(upload)))
          .isZero();
    }
    assertThat(
            counter.count(
                """
                select count(*) from document_revision r
                join blob b on b.id = r.blob_id join document d on d.id = r.document_id
                join contract c on c.id = d.contract_id and c.key_id = b.key_id where c.id = $1
                """,
                UUID.fromString(contract.getString("id"))))
        .isEqualTo(2);
  }

  @Test
  @DisplayName("The same request twice, also at the same moment, is one contract")
  void sameRequestKey() {
    var form = readyForm().put("requestKey", UUID.randomUUID().toString());
    var answers =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> officer.post("/api/staff/contracts", form.copy())))
            .toList();
    var ids =
        answers.stream()
            .map(CompletableFuture::join)
            .map(answer -> answer.json().getString("id"))
            .distinct()
            .toList();
    assertThat(ids).hasSize(1).doesNotContainNull();
    assertThat(officer.post("/api/staff/contracts", form).json().getString("id"))
        .isEqualTo(ids.getFirst());
    assertThat(officer.get("/api/staff/contracts").json().getInteger("total")).isEqualTo(1);
  }

  @Test
  @DisplayName("Two forms that want the same upload: one contract, and the other is told")
  void sameUploadTwice() {
    var form = readyForm();
    assertThat(officer.post("/api/staff/contracts", form).status()).isEqualTo(201);
    var second = officer.post("/api/staff/contracts", form);
    assertThat(second.status()).isEqualTo(422);
    assertThat(second.json().getJsonArray("errors").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("field", "documents[0].uploadId")
                .put("code", "upload-unknown")
                .put("message", "このファイルは見つかりません。もう一度アップロードしてください。"));
  }

  @Test
  void everyFaultIsToldAtItsFieldInTheReadersLanguage() {
    var viewer = counter.signer(branch, UserRole.VIEWER);
    var uncertified = counter.people().customer(branch, UserRole.SIGNER, null);
    var form =
        new JsonObject()
            .put("plannedOn", "2026-04-30")
            .put("appliedOn", "2026-04-01")
            .put(
                "documents",
                new JsonArray().add(document(UUID.randomUUID().toString(), "contract", "契約書")))
            .put(
                "signers",
                new JsonArray()
                    .add(signer(viewer, "borrower", 1))
                    .add(signer(uncertified, "guarantor", 1)));
    for (var expected :
        List.of(List.of("ja", "入力してください。"), List.of("en", "Please fill this in."))) {
      var answer = officer.speaking(expected.getFirst()).post("/api/staff/contracts", form);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.code()).isEqualTo("invalid-input");
      assertThat(answer.json().getJsonArray("errors").stream())
          .extracting(error -> field(error, "field"), error -> field(error, "code"))
          .containsExactlyInAnyOrder(
              pair("summary", "required"),
              pair("documents[0].uploadId", "upload-unknown"),
              pair("signers[0].userId", "viewer"),
              pair("signers[1].userId", "no-certificate"));
      assertThat(answer.json().getJsonArray("errors").stream())
          .extracting(error -> field(error, "message"))
          .contains(expected.getLast());
    }
  }

  @Test
  void signersAreFoundByPersonAndByOrganization() {
    var found = officer.get("/api/staff/signers?q=" + borrower.mypageId()).json();
    var item = found.getJsonArray("items").getJsonObject(0);
    assertThat(item.getString("userId")).isEqualTo(borrower.id().toString());
    assertThat(item.getBoolean("canSign")).isTrue();
    var uncertified = counter.people().customer(branch, UserRole.SIGNER, null);
    item =
        officer
            .get("/api/staff/signers?q=" + uncertified.email())
            .json()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(item.getBoolean("canSign")).isFalse();
    assertThat(item.getString("why")).isEqualTo("no-certificate");
    assertThat(officer.get("/api/staff/signers?q=%25").json().getJsonArray("items"))
        .as("attack: a wildcard finds nobody who has no percent sign")
        .isEmpty();
  }

  @Test
  void listsComeInPagesAndInOrder() {
    for (int amount : new int[] {3, 1, 2}) {
      assertThat(officer.post("/api/staff/contracts", readyForm().put("amount", amount)).status())
          .isEqualTo(201);
    }
    var browser = new Browser(WORLD).loggedIn(borrower);
    String path = "/api/contracts?list=to-sign&sort=amount&size=2";
    assertThat(amounts(browser.get(path + "&order=asc").json())).containsExactly(1L, 2L);
    assertThat(amounts(browser.get(path + "&order=asc&page=2").json())).containsExactly(3L);
    assertThat(amounts(browser.get(path + "&order=desc").json())).containsExactly(3L, 2L);
    var past = browser.get(path + "&page=9").json();
    assertThat(past.getJsonArray("items")).isEmpty();
    assertThat(past.getInteger("total")).isEqualTo(3);
    for (String wrong :
        List.of("size=0", "size=101", "page=-1", "sort=state", "order=up", "list=all", "page=x")) {
      String list = wrong.startsWith("list=") ? "" : "list=to-sign&";
      assertThat(browser.get("/api/contracts?" + list + wrong).status()).as(wrong).isEqualTo(422);
    }
  }

  private JsonObject readyForm() {
    return form(
        List.of(document(upload(officer, paper("契約"), "契約.pdf"), "contract", "契約書")),
        List.of(signer(borrower, "borrower", 1)));
  }

  private static List<Long> amounts(JsonObject list) {
    return list.getJsonArray("items").stream()
        .map(row -> ((JsonObject) row).getLong("amount"))
        .toList();
  }

  private static String field(Object json, String name) {
    return ((JsonObject) json).getString(name);
  }

  private static org.assertj.core.groups.Tuple pair(String field, String code) {
    return org.assertj.core.groups.Tuple.tuple(field, code);
  }
}
