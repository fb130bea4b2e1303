package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("How a contract ends: withdrawn, repaid, cancelled by agreement (CONTRACT-6)")
class ContractEndIT extends BranchContract {
  @RegisterExtension static final World WORLD = new World().with("schedule.look-every", "300 ms");

  ContractEndIT() {
    super(WORLD);
  }

  @Test
  @DisplayName("取下げ: it fails for everybody, who are told why; nothing more can be done with it")
  void withdrawn() {
    counter.run("update app_user set deleted_at = now() where id = $1", Tuple.of(guarantor.id()));
    assertThat(seats(staffView()).stream().anyMatch(seat -> seat.getBoolean("gone"))).isTrue();
    assertThat(act("/withdrawal", new JsonObject().put("reason", " ")).status()).isEqualTo(422);
    var answer = act("/withdrawal", new JsonObject().put("reason", "条件の変更のため\n作り直します。"));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo("withdrawn");
    assertThat(answer.json().getString("endReason")).contains("作り直します");
    assertThat(answer.json().getJsonObject("may").getMap().values()).containsOnly(false);
    awaitMail(borrower, "契約取下げ");
    assertThat(WORLD.mailTo(borrower.email()).getFirst().text()).contains("作り直します");
    assertThat(newestNotice(borrower)).isEqualTo("contract-withdrawn");
    var signer = new Browser(WORLD).loggedIn(borrower);
    assertThat(signer.get("/api/contracts/" + contract).json().getString("state"))
        .isEqualTo("withdrawn");
    assertThat(act("/withdrawal", new JsonObject().put("reason", "もう一度")).code())
        .isEqualTo("contract-closed");
    assertThat(approver.post(path + "/conclusion").code()).isEqualTo("contract-closed");
    assertThat(remind(new JsonObject()).code()).isEqualTo("contract-closed");
    assertThat(
            signer
                .post(
                    "/api/contracts/" + contract + "/refusal", new JsonObject().put("comment", "x"))
                .code())
        .isEqualTo("contract-closed");
    assertThat(trailSays("contract.withdrawn").encode())
        .as("the reason may name people: it is not in the trail")
        .doesNotContain("作り直し");
  }

  @Test
  @DisplayName(
      "Withdrawing and concluding at the same moment: whoever is first at the database wins")
  void withdrawnAndConcluded() {
    counter.everybodyHasSigned(contract);
    int terms = staffView().getInteger("termsVersion");
    var both =
        List.of(
                CompletableFuture.supplyAsync(() -> approver.post(path + "/conclusion")),
                CompletableFuture.supplyAsync(
                    () ->
                        officer.post(
                            path + "/withdrawal",
                            new JsonObject().put("termsVersion", terms).put("reason", "見合わせ"))))
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(both.stream().filter(answer -> answer.status() == 409)).hasSize(1);
    assertThat(both.stream().filter(answer -> answer.status() < 300)).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> List.of("withdrawn", "in-force").contains(staffView().getString("state")));
  }

  @Test
  @DisplayName("完済: the contract ends and is in the list of ended ones; everybody is told")
  void repaid() {
    assertThat(act("/repayment", new JsonObject().put("repaidOn", today().toString())).code())
        .isEqualTo("not-in-force");
    inForce();
    for (String wrong :
        List.of(today().plusDays(1).toString(), today().minusDays(9).toString(), "", "yesterday")) {
      assertThat(act("/repayment", new JsonObject().put("repaidOn", wrong)).status())
          .as(wrong)
          .isEqualTo(422);
    }
    var answer = act("/repayment", new JsonObject().put("repaidOn", today().toString()));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo("ended");
    assertThat(answer.json().getString("outcome")).isEqualTo("repaid");
    assertThat(answer.json().getString("repaidOn")).isEqualTo(today().toString());
    awaitMail(borrower, "完済");
    assertThat(newestNotice(guarantor)).isEqualTo("contract-repaid");
    assertThat(act("/repayment", new JsonObject().put("repaidOn", today().toString())).code())
        .isEqualTo("contract-closed");
    assertThat(cancel(new JsonObject()).code()).isEqualTo("contract-closed");
  }

  @Test
  @DisplayName(
      "取消合意: signed by the same seats, concluded by another pair of eyes; both end together,"
          + " everybody is told once")
  void cancelled() {
    assertThat(cancel(new JsonObject()).code()).isEqualTo("not-in-force");
    inForce();
    var made = cancel(new JsonObject().put("signBy", today().plusDays(7).toString()));
    assertThat(made.status()).as(made.http().body()).isEqualTo(201);
    var agreement = made.json();
    assertThat(agreement.getString("kind")).isEqualTo("cancellation");
    assertThat(agreement.getString("summary")).isEqualTo("貸出契約のみ");
    assertThat(agreement.getJsonObject("cancels").getString("id")).isEqualTo(contract);
    assertThat(seats(agreement))
        .extracting(seat -> seat.getString("standing"))
        .containsExactly("borrower", "guarantor");
    assertThat(staffView().getJsonObject("cancelledBy").getString("id"))
        .isEqualTo(agreement.getString("id"));
    assertThat(WORLD.mailTo(borrower.email())).isNotEmpty();
    await().until(() -> WORLD.mailTo(borrower.email()).getFirst().text().contains("貸出契約のみ（取消合意）"));

    assertThat(act("/repayment", new JsonObject().put("repaidOn", today().toString())).code())
        .isEqualTo("cancellation-open");
    assertThat(cancel(new JsonObject()).code()).isEqualTo("cancellation-open");

    String id = agreement.getString("id");
    counter.everybodyHasSigned(id);
    assertThat(officer.post("/api/staff/contracts/" + id + "/conclusion").status()).isEqualTo(403);
    assertThat(approver.post("/api/staff/contracts/" + id + "/conclusion").status()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "ended".equals(staffView().getString("state")));
    assertThat(staffView().getString("outcome")).isEqualTo("cancelled");
    var concluded = officer.get("/api/staff/contracts/" + id).json();
    assertThat(concluded.getString("state")).isEqualTo("ended");
    assertThat(concluded.getString("outcome")).isEqualTo("cancelled");
    assertThat(concluded.getString("concludedAt")).isNotNull();
    awaitMail(borrower, "取消合意成立");
    awaitMail(guarantor, "取消合意成立");
    assertThat(mails(borrower, "取消合意成立")).isEqualTo(1);
    assertThat(newestNotice(borrower)).isEqualTo("contract-cancelled");
    assertThat(trailSays("contract.cancelled")).isNotEmpty();
  }

  @Test
  @DisplayName("A withdrawn agreement cancels nothing: the contract is repaid after all")
  void agreementWithdrawn() {
    inForce();
    String id = cancel(new JsonObject()).json().getString("id");
    int terms = officer.get("/api/staff/contracts/" + id).json().getInteger("termsVersion");
    assertThat(
            officer
                .post(
                    "/api/staff/contracts/" + id + "/withdrawal",
                    new JsonObject().put("termsVersion", terms).put("reason", "継続のため"))
                .status())
        .isEqualTo(200);
    assertThat(staffView().getValue("cancelledBy")).isNull();
    assertThat(act("/repayment", new JsonObject().put("repaidOn", today().toString())).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("Two agreements, or an agreement and a repayment, at the same moment: one of them")
  void racingEnds() {
    inForce();
    int terms = staffView().getInteger("termsVersion");
    var first = cancellation(new JsonObject()).put("termsVersion", terms);
    var second = cancellation(new JsonObject()).put("termsVersion", terms);
    var answers =
        Stream.of(
                CompletableFuture.supplyAsync(() -> officer.post(path + "/cancellation", first)),
                CompletableFuture.supplyAsync(() -> officer.post(path + "/cancellation", second)),
                CompletableFuture.supplyAsync(
                    () ->
                        approver.post(
                            path + "/repayment",
                            new JsonObject()
                                .put("termsVersion", terms)
                                .put("repaidOn", today().toString()))))
            .map(CompletableFuture::join)
            .toList();
    assertThat(answers.stream().filter(answer -> answer.status() < 300)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(2);
  }

  @Test
  @DisplayName("The same request for an agreement twice makes one")
  void sameRequestKey() {
    inForce();
    var form =
        cancellation(new JsonObject().put("requestKey", UUID.randomUUID().toString()))
            .put("termsVersion", staffView().getInteger("termsVersion"));
    var first = officer.post(path + "/cancellation", form);
    var second = officer.post(path + "/cancellation", form);
    assertThat(first.status()).as(first.http().body()).isEqualTo(201);
    assertThat(second.json().getString("id")).isEqualTo(first.json().getString("id"));
  }

  @Test
  @DisplayName("Of a deleted user's seat an agreement says so, and takes another in his place")
  void agreementWithoutADeletedUser() {
    inForce();
    counter.run("update app_user set deleted_at = now() where id = $1", Tuple.of(guarantor.id()));
    var answer = cancel(new JsonObject());
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo("signers[1].userId");
    var successor = counter.people().colleague(guarantor, UserRole.REPRESENTATIVE);
    counter.certify(successor);
    assertThat(
            cancel(
                    new JsonObject()
                        .put(
                            "signers",
                            new JsonArray()
                                .add(Counter.signer(borrower, "borrower", 1))
                                .add(Counter.signer(successor, "guarantor", 2))))
                .status())
        .isEqualTo(201);
  }

  @Test
  @DisplayName(
      "Attack: an agreement signed without a party of the contract, or by another in the place of"
          + " one who signed for himself")
  void agreementWithoutAParty() {
    inForce();
    var alone = new JsonArray().add(Counter.signer(borrower, "borrower", 1));
    var answer = cancel(new JsonObject().put("signers", alone));
    assertThat(answer.status()).isEqualTo(422);
    var error = answer.json().getJsonArray("errors").getJsonObject(0);
    assertThat(error.getString("field")).isEqualTo("signers");
    assertThat(error.getString("message"))
        .contains(seats(staffView()).getLast().getString("organization"));
    assertThat(staffView().getValue("cancelledBy")).isNull();

    counter.run(
        "update contract_signer set capacity = 'personal' where contract_id = $1 and user_id = $2",
        Tuple.of(UUID.fromString(contract), guarantor.id()));
    counter.run(
        "update app_user set personal_signature = true where organization_id = any($1)",
        Tuple.of((Object) new UUID[] {guarantor.organization(), borrower.organization()}));
    var colleague = counter.people().colleague(guarantor, UserRole.REPRESENTATIVE);
    counter.certify(colleague);
    for (var wrong :
        List.of(
            Counter.signer(colleague, "guarantor", 1),
            Counter.signer(guarantor, "guarantor", 1),
            Counter.signer(borrower, "guarantor", 1).put("capacity", "personal"))) {
      var others = alone.copy().add(wrong);
      assertThat(cancel(new JsonObject().put("signers", others)).status())
          .as(wrong.encode())
          .isEqualTo(422);
    }
    var himself = Counter.signer(guarantor, "guarantor", 1).put("capacity", "personal");
    assertThat(cancel(new JsonObject().put("signers", alone.copy().add(himself))).status())
        .isEqualTo(201);
  }

  @Test
  @DisplayName("Attack: an agreement sent with the request key of another contract is none")
  void foreignRequestKey() {
    String key = UUID.randomUUID().toString();
    inForce();
    assertThat(cancel(new JsonObject().put("requestKey", key)).status()).isEqualTo(201);
    var form =
        Counter.form(
            List.of(Counter.document(counter.upload(officer), "contract", "金銭消費貸借契約書")),
            List.of(Counter.signer(borrower, "borrower", 1)));
    assertThat(officer.post("/api/staff/contracts", form.put("requestKey", key)).code())
        .isEqualTo("request-key-used");

    contract = counter.contract(officer, borrower, guarantor).getString("id");
    path = "/api/staff/contracts/" + contract;
    inForce();
    assertThat(cancel(new JsonObject().put("requestKey", key)).code())
        .isEqualTo("request-key-used");
    assertThat(staffView().getValue("cancelledBy")).isNull();
  }

  @Test
  @DisplayName(
      "Fault: what an agreement cancels is erased before the agreement is concluded; it ends as"
          + " cancelled, and its signers are told")
  void agreementWithoutItsContract() {
    inForce();
    String id = cancel(new JsonObject()).json().getString("id");
    counter.everybodyHasSigned(id);
    counter.run("update contract set cancels = null where id = $1", Tuple.of(UUID.fromString(id)));
    assertThat(approver.post("/api/staff/contracts/" + id + "/conclusion").status()).isEqualTo(202);
    path = "/api/staff/contracts/" + id;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !"concluding".equals(staffView().getString("state")));
    assertThat(staffView().getString("state")).isEqualTo("ended");
    assertThat(staffView().getString("outcome")).isEqualTo("cancelled");
    awaitMail(borrower, "取消合意成立");
    awaitMail(guarantor, "取消合意成立");
    assertThat(mails(borrower, "締結")).isZero();
  }

  private Browser.Answer cancel(JsonObject json) {
    return officer.post(
        path + "/cancellation",
        cancellation(json).put("termsVersion", staffView().getInteger("termsVersion")));
  }

  private JsonObject cancellation(JsonObject json) {
    String upload = Counter.upload(officer, Counter.paper("取消合意書"), "取消合意書.pdf");
    return json.put(
        "documents", new JsonArray().add(Counter.document(upload, "contract", "取消合意書")));
  }

  private void inForce() {
    counter.everybodyHasSigned(contract);
    counter.run(
        "update contract set state = 'in-force', concluded_at = $2 where id = $1",
        Tuple.of(
            UUID.fromString(contract), WORLD.clock().instant().atOffset(java.time.ZoneOffset.UTC)));
  }

  private JsonObject trailSays(String action) {
    return counter
        .run(
            "select detail from audit_event where action = $1 and subject = $2",
            Tuple.of(action, "contract:" + contract))
        .getFirst()
        .getJsonObject("detail")
        .put("action", action);
  }
}
