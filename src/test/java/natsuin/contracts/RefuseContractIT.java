package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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

@DisplayName("否認: the contract fails for everyone, and all are told (CONTRACT-4)")
class RefuseContractIT {
  @RegisterExtension static final World WORLD = new World();

  private final Counter counter = new Counter(WORLD);
  private People.Clerk clerk;
  private People.Customer borrower;
  private People.Customer guarantor;
  private Browser officer;
  private Browser signer;
  private String contract;

  @BeforeEach
  void aContractToSign() {
    Branch branch = counter.people().branch();
    clerk = counter.people().clerk(branch, StaffRole.OFFICER);
    officer = new Browser(WORLD).loggedIn(clerk);
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    guarantor = counter.signer(branch, UserRole.SIGNER);
    contract = counter.contract(officer, borrower, guarantor).getString("id");
    signer = new Browser(WORLD).loggedIn(borrower);
  }

  @Test
  void everybodyIsToldAndNobodyCanSignAnyMore() {
    var answer = refuse(signer, "金利の条件が\n合いませんでした。");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("state")).isEqualTo("refused");
    var me = answer.json().getJsonObject("me");
    assertThat(me.getString("state")).isEqualTo("refused");
    assertThat(me.getString("step")).isEqualTo("none");
    assertThat(me.getString("refusalComment")).isEqualTo("金利の条件が\n合いませんでした。");

    var other = new Browser(WORLD).loggedIn(guarantor);
    var theirs = other.get("/api/contracts/" + contract).json();
    assertThat(theirs.getJsonObject("me").getString("step")).isEqualTo("none");
    assertThat(theirs.encode()).as("the comment is for the bank").doesNotContain("金利の条件");
    assertThat(officer.get("/api/staff/contracts/" + contract).json().encode()).contains("金利の条件");
    assertThat(other.put("/api/contracts/" + contract + "/acknowledgements/documents").code())
        .isEqualTo("contract-closed");
    assertThat(other.get("/api/contracts?list=to-sign").json().getInteger("total")).isZero();
    assertThat(other.get("/api/contracts?list=ended").json().getInteger("total")).isEqualTo(1);

    for (String address : List.of(borrower.email(), guarantor.email(), clerk.email())) {
      Awaitility.await()
          .until(
              () ->
                  WORLD.mailTo(address).stream()
                      .anyMatch(
                          mail ->
                              mail.text().contains("貸出契約のみ") && !mail.text().contains("/sign")));
    }
    var notice = other.get("/api/notices").json().getJsonArray("items").getJsonObject(0);
    assertThat(notice.getString("kind")).isEqualTo("contract-refused");
  }

  @Test
  void withoutACommentNothingHappens() {
    for (var comment : Stream.of("", "  ", "あ".repeat(1001)).toList()) {
      assertThat(refuse(signer, comment).status()).isEqualTo(422);
    }
    assertThat(state()).isEqualTo("signing");
  }

  @Test
  @DisplayName("Refusing and signing at the same moment: whoever is first at the database wins")
  void raceWithSigning() {
    counter.run(
        "update contract_signer set state = 'signing' where user_id = $1", Tuple.of(borrower.id()));
    var answer = refuse(signer, "やめます");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("signing-under-way");
    assertThat(state()).isEqualTo("signing");
    assertThat(
            counter.count(
                "select count(*) from contract_signer where contract_id = $1 and state = 'refused'",
                UUID.fromString(contract)))
        .isZero();
  }

  @Test
  @DisplayName("Pressed in two tabs, by two signers: it fails once, one is told, the other refused")
  void refusedTwiceAtOnce() {
    var other = new Browser(WORLD).loggedIn(guarantor);
    var answers =
        Stream.of(signer, other)
            .map(
                browser ->
                    CompletableFuture.supplyAsync(() -> refuse(browser, "条件が合いません").status()))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);
    assertThat(
            counter.count(
                "select count(*) from audit_event where action = 'contract.refused' and subject ="
                    + " $1",
                "contract:" + contract))
        .isEqualTo(1);
  }

  private Browser.Answer refuse(Browser browser, String comment) {
    return browser.post(
        "/api/contracts/" + contract + "/refusal", new JsonObject().put("comment", comment));
  }

  private String state() {
    return officer.get("/api/staff/contracts/" + contract).json().getString("state");
  }
}
