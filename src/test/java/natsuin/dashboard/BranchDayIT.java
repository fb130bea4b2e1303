package natsuin.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.contracts.Counter;
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

@DisplayName(
    "The branch's day: what needs somebody, who takes it on, what waits (STAFF-2, STAFF-3)")
class BranchDayIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");

  private final Counter counter = new Counter(WORLD);
  private Branch branch = new Branch(UUID.randomUUID(), "", "", "");
  private People.Customer borrower =
      new People.Customer(UUID.randomUUID(), UUID.randomUUID(), "", "");
  private Browser officer = new Browser(WORLD);
  private Browser approver = new Browser(WORLD);
  private String contract = "";

  @BeforeEach
  void aContract() {
    branch = counter.people().branch();
    officer = clerk(StaffRole.OFFICER);
    approver = clerk(StaffRole.APPROVER);
    borrower = counter.signer(branch, UserRole.REPRESENTATIVE);
    contract = counter.contract(officer, borrower).getString("id");
  }

  private Browser clerk(StaffRole role) {
    return new Browser(WORLD).loggedIn(counter.people().clerk(branch, role));
  }

  private static void run(String sql, Object... values) {
    WORLD.database().client().preparedQuery(sql).execute(Tuple.from(values)).await();
  }

  private void contractIs(String assignments, Object... values) {
    var all = Stream.concat(Stream.of(UUID.fromString(contract)), Stream.of(values)).toArray();
    run("update contract set " + assignments + " where id = $1", all);
  }

  private static JsonObject dashboard(Browser staff) {
    var answer = staff.get("/api/staff/dashboard");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return answer.json();
  }

  private JsonObject row(Browser staff) {
    return dashboard(staff).getJsonArray("rows").stream()
        .map(JsonObject.class::cast)
        .filter(row -> row.getString("id").equals(contract))
        .findFirst()
        .orElseThrow();
  }

  private static String trouble(JsonObject row) {
    return row.getJsonObject("trouble").getString("code");
  }

  private void refused() {
    contractIs(
        "state = 'refused', ended_at = $2",
        WORLD.clock().instant().atOffset(java.time.ZoneOffset.UTC));
  }

  private Browser.Answer care(Browser staff) {
    return staff.post("/api/staff/contracts/" + contract + "/care");
  }

  @Test
  @DisplayName("A refusal stays on top until somebody takes it on; laid down, it is on top again")
  void refusalIsTakenOn() {
    refused();
    assertThat(trouble(row(officer))).isEqualTo("refused");
    assertThat(row(officer).getJsonObject("care")).isNull();
    assertThat(dashboard(officer).getJsonObject("totals").getInteger("attention")).isEqualTo(1);
    assertThat(dashboard(officer).getJsonObject("waiting").getInteger("refused")).isEqualTo(1);

    var taken = care(officer);
    assertThat(taken.status()).as(taken.http().body()).isEqualTo(200);
    assertThat(taken.json().getJsonObject("care").getString("name")).startsWith("職員");
    assertThat(dashboard(approver).getJsonObject("totals").getInteger("attention")).isZero();
    assertThat(dashboard(approver).getJsonObject("waiting").getInteger("refused")).isZero();
    assertThat(care(approver).code()).isEqualTo("taken-already");

    var laidDown = approver.delete("/api/staff/contracts/" + contract + "/care");
    assertThat(laidDown.status()).isEqualTo(200);
    assertThat(laidDown.json().getJsonObject("care")).isNull();
    assertThat(dashboard(officer).getJsonObject("totals").getInteger("attention")).isEqualTo(1);
    assertThat(approver.delete("/api/staff/contracts/" + contract + "/care").code())
        .isEqualTo("nothing-to-care");
    assertThat(audited()).containsExactly("contract.care-taken", "contract.care-released");
  }

  private List<String> audited() {
    return WORLD
        .database()
        .client()
        .preparedQuery(
            "select action from audit_event where subject = $1 and action like '%care%' order by"
                + " seq")
        .execute(Tuple.of("contract:" + contract))
        .await()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  @DisplayName("Pressed by ten at the same moment: one of them has it")
  void takenOnByOne() {
    refused();
    var clerks = Stream.generate(() -> clerk(StaffRole.OFFICER)).limit(5).toList();
    var statuses =
        Stream.concat(clerks.stream(), clerks.stream())
            .parallel()
            .map(each -> care(each).status())
            .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    assertThat(statuses).containsOnlyKeys(200, 409).containsEntry(200, 1L);
  }

  @Test
  @DisplayName("A deadline that passed needs somebody from midnight in Japan, not before")
  void deadlinePassed() {
    contractIs("sign_by = $2", natsuin.kernel.BankTime.today(WORLD.clock()));
    assertThat(row(officer).getJsonObject("trouble")).isNull();
    assertThat(care(officer).code()).isEqualTo("nothing-to-care");
    contractIs("sign_by = $2", natsuin.kernel.BankTime.today(WORLD.clock()).minusDays(1));
    assertThat(trouble(row(officer))).isEqualTo("deadline-passed");
    assertThat(dashboard(officer).getJsonObject("waiting").getInteger("overdue")).isEqualTo(1);
    assertThat(care(officer).status()).isEqualTo(200);
    refused();
    var row = row(officer);
    assertThat(trouble(row)).isEqualTo("refused");
    assertThat(row.getJsonObject("care")).as("another trouble needs somebody anew").isNull();
  }

  @Test
  @DisplayName("The totals are today's in Japan, the oldest under way is named")
  void totalsOfToday() {
    var first = dashboard(officer).getJsonObject("totals");
    assertThat(first.getInteger("sent")).isEqualTo(1);
    assertThat(first.getInteger("open")).isEqualTo(1);
    assertThat(first.getJsonObject("oldest").getString("id")).isEqualTo(contract);
    var midnight =
        natsuin.kernel.BankTime.startOf(natsuin.kernel.BankTime.today(WORLD.clock()))
            .atOffset(java.time.ZoneOffset.UTC);
    contractIs("sent_at = $2", midnight.minusNanos(1000));
    assertThat(dashboard(officer).getJsonObject("totals").getInteger("sent")).isZero();
    contractIs("signed_at = $2, state = 'signed'", midnight);
    var signed = dashboard(officer).getJsonObject("totals");
    assertThat(signed.getInteger("signed")).isEqualTo(1);
    assertThat(signed.getJsonArray("day").getInteger(0)).isEqualTo(1);
    contractIs("signed_at = $2", midnight.minusNanos(1000));
    var before = dashboard(officer).getJsonObject("totals");
    assertThat(before.getInteger("signed")).isZero();
    assertThat(before.getJsonArray("dayBefore").getInteger(23)).isEqualTo(1);
    assertThat(dashboard(officer).getJsonObject("waiting").getInteger("toConclude")).isEqualTo(1);
  }

  @Test
  @DisplayName("The queues name each contract that waits, and whose it is (STAFF-2)")
  void queues() {
    contractIs("state = 'signed', signed_at = sent_at");
    var queues = approver.get("/api/staff/queues").json();
    var waiting = queues.getJsonArray("toConclude").getJsonObject(0);
    assertThat(waiting.getString("id")).isEqualTo(contract);
    assertThat(waiting.getJsonObject("officer").getString("name")).startsWith("職員");
    assertThat(waiting.getJsonObject("branch").getString("id")).isEqualTo(branch.id().toString());
    assertThat(queues.getJsonObject("counts").getInteger("toConclude")).isEqualTo(1);
    contractIs("state = 'signing', sign_by = '2020-01-01'");
    assertThat(approver.get("/api/staff/queues").json().getJsonArray("overdue")).hasSize(1);
    refused();
    assertThat(approver.get("/api/staff/queues").json().getJsonArray("refused")).hasSize(1);
  }

  @Test
  @DisplayName("Head office sees every branch's line: what fails, is late, was refused, waits")
  void everyBranch() {
    var headOffice = new Browser(WORLD).loggedIn(counter.people().clerk(StaffRole.HEAD_OFFICE));
    contractIs("sign_by = '2020-01-01'");
    assertThat(line(headOffice).getInteger("overdue")).isEqualTo(1);
    assertThat(line(headOffice).getInteger("open")).isEqualTo(1);
    assertThat(line(headOffice).getString("oldestSince")).isNotNull();
    run(
        """
        insert into signing_job (id, contract_id, state, next_try_at, last_error, created_at)
        values ($1, $2, 'failed', $3, 'tsa-unavailable', $3)
        """,
        UUID.randomUUID(),
        UUID.fromString(contract),
        WORLD.clock().instant().atOffset(java.time.ZoneOffset.UTC));
    assertThat(line(headOffice).getInteger("failing")).isEqualTo(1);
    assertThat(trouble(row(officer))).isEqualTo("tsa-unavailable");
    assertThat(care(officer).status()).isEqualTo(200);
    assertThat(line(headOffice).getInteger("failing")).isZero();
    refused();
    assertThat(line(headOffice).getInteger("refused")).isEqualTo(1);
    assertThat(line(headOffice).getInteger("open")).isZero();
    assertThat(officer.get("/api/staff/branches").json().getJsonArray("items")).hasSize(1);
  }

  private JsonObject line(Browser staff) {
    return staff.get("/api/staff/branches").json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(day -> day.getJsonObject("branch").getString("id").equals(branch.id().toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("A file under the scanner is on its branch's dashboard; one that was caught, today")
  void uploads() {
    var id = UUID.randomUUID();
    run(
        """
        insert into uploaded_file (id, purpose, subject_id, place, user_id, organization_id, branch_id,
          file_name, file_type, size, sha256, state, next_try_at, created_at)
        values ($1, 'identity', $1, 'x', $2, $3, $4, 'a.pdf', 'pdf', 5, '', 'waiting', $5, $5)
        """,
        id,
        borrower.id(),
        borrower.organization(),
        branch.id(),
        WORLD.clock().instant().atOffset(java.time.ZoneOffset.UTC));
    assertThat(dashboard(officer).getJsonArray("uploads").getJsonObject(0).getString("state"))
        .isEqualTo("waiting");
    var settled = WORLD.clock().instant().atOffset(java.time.ZoneOffset.UTC);
    run("update uploaded_file set state = 'infected', settled_at = $2 where id = $1", id, settled);
    assertThat(dashboard(officer).getJsonArray("uploads")).hasSize(1);
    run(
        "update uploaded_file set settled_at = $2 where id = $1",
        id,
        settled.minus(Duration.ofDays(2)));
    assertThat(dashboard(officer).getJsonArray("uploads")).isEmpty();
  }
}
