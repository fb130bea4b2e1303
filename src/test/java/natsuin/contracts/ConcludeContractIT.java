package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
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

@DisplayName("締結: the bank's seal is last, and is set once (CONTRACT-5, CONTRACT-6, SIG-3)")
class ConcludeContractIT {
  @RegisterExtension static final World WORLD = new World();

  private final Counter counter = new Counter(WORLD);
  private People.Customer borrower;
  private Browser officer;
  private Browser approver;
  private String contract;
  private String path;

  @BeforeEach
  void aContract() {
    Branch branch = counter.people().branch();
    officer = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.OFFICER));
    approver = new Browser(WORLD).loggedIn(counter.people().clerk(branch, StaffRole.APPROVER));
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    contract = counter.contract(officer, borrower).getString("id");
    path = "/api/staff/contracts/" + contract;
  }

  @Test
  void notBeforeEverybodyHasSigned() {
    var answer = approver.post(path + "/conclusion");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("not-everybody-signed");
  }

  @Test
  void theSealIsSetAndTheReportComparesWithOurRecord() {
    counter.everybodyHasSigned(contract);
    assertThat(officer.get(path).json().getJsonObject("may").getBoolean("conclude")).isFalse();
    assertThat(approver.get(path).json().getJsonObject("may").getBoolean("conclude")).isTrue();
    var answer = approver.post(path + "/conclusion");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "in-force".equals(approver.get(path).json().getString("state")));

    var concluded = approver.get(path).json();
    assertThat(concluded.getJsonObject("seal").getString("state")).isEqualTo("signed");
    assertThat(concluded.getString("concludedAt")).isNotNull();
    assertThat(concluded.getJsonObject("may").getBoolean("conclude")).isFalse();
    assertThat(approver.post(path + "/conclusion").code()).isEqualTo("already-concluded");
    Awaitility.await().until(() -> WORLD.mailTo(borrower.email()).size() == 2);

    var signer = new Browser(WORLD).loggedIn(borrower);
    assertThat(signer.get("/api/contracts?list=in-force").json().getInteger("total")).isEqualTo(1);
    var loan = concluded.getJsonArray("documents").getJsonObject(1);
    assertThat(loan.getInteger("revision")).isPositive();
    String document = "/documents/" + loan.getString("id");
    var report = signer.get("/api/contracts/" + contract + document + "/report");
    assertThat(report.status()).as(report.http().body()).isEqualTo(200);
    assertThat(report.json().getString("verdict")).isEqualTo("VALID");
    assertThat(report.json().getJsonArray("signatures").size()).isEqualTo(1);
    var paper = signer.get("/api/contracts/" + contract + document + "/report.pdf");
    assertThat(paper.http().body()).startsWith("%PDF-");
    assertThat(paper.header("Content-Disposition").orElseThrow()).contains("_report.pdf");
    assertThat(approver.get(path + document + "/report").status()).isEqualTo(200);
    for (var reader : List.of(signer, approver)) {
      String portal = reader == signer ? "/api/contracts/" + contract : path;
      var xml = reader.get(portal + document + "/report.xml");
      assertThat(xml.status()).isEqualTo(200);
      assertThat(xml.header("Content-Type").orElseThrow()).startsWith("application/xml");
      assertThat(xml.header("Content-Disposition").orElseThrow()).startsWith("attachment; ");
      assertThat(xml.http().body()).contains("urn:etsi:019102:mainindication:total-passed");
    }
  }

  @Test
  @DisplayName("Pressed by two approvers at the same moment: one job")
  void pressedTwice() {
    counter.everybodyHasSigned(contract);
    var statuses =
        Stream.of(approver, approver, approver)
            .map(
                browser ->
                    CompletableFuture.supplyAsync(
                        () -> browser.post(path + "/conclusion").status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).containsExactlyInAnyOrder(202, 409, 409);
    assertThat(
            counter.count(
                "select count(*) from signing_job where contract_id = $1",
                UUID.fromString(contract)))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("Reports of an unsigned document say that nobody has signed it, in both languages")
  void unsigned() {
    String document =
        officer.get(path).json().getJsonArray("documents").getJsonObject(1).getString("id");
    for (String language : List.of("ja", "en")) {
      JsonObject report =
          officer.speaking(language).get(path + "/documents/" + document + "/report").json();
      assertThat(report.getString("verdict")).isEqualTo("INDETERMINATE");
      assertThat(report.getJsonArray("signatures")).isEmpty();
    }
  }
}
