package natsuin.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import natsuin.audit.Audit;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What staff do with a contract between its sending and its end (CONTRACT-6)")
class ContractLifeIT extends BranchContract {
  @RegisterExtension static final World WORLD = new World().with("schedule.look-every", "300 ms");

  ContractLifeIT() {
    super(WORLD);
  }

  @Test
  @DisplayName("Whose turn it is is reminded by mail and notice; the same person once an hour")
  void reminded() {
    var one = seats(staffView()).getFirst();
    var answer = remind(new JsonObject().put("signerId", one.getString("id")));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    var reminded = seats(answer.json()).getFirst();
    assertThat(reminded.getInteger("reminders")).isEqualTo(1);
    assertThat(reminded.getString("remindedAt")).isNotNull();
    awaitMail(borrower, "署名のお願い");
    assertThat(mails(guarantor, "署名のお願い")).isZero();
    assertThat(newestNotice(borrower)).isEqualTo("contract-reminder");

    assertThat(remind(new JsonObject().put("signerId", one.getString("id"))).code())
        .isEqualTo("reminded-already");
    assertThat(remind(new JsonObject()).status()).as("the other one is due").isEqualTo(200);
    awaitMail(guarantor, "署名のお願い");
    assertThat(mails(borrower, "署名のお願い")).isEqualTo(1);
    assertThat(remind(new JsonObject()).code()).isEqualTo("reminded-already");

    ago(Duration.ofMinutes(61));
    assertThat(remind(new JsonObject()).status()).isEqualTo(200);
    await().until(() -> mails(borrower, "署名のお願い") == 2);
  }

  @Test
  @DisplayName("Attack: ten reminders at the same moment are one mail")
  void tenReminders() {
    var statuses =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> remind(new JsonObject()).status()))
            .limit(10)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status == 409)).hasSize(9);
    awaitMail(borrower, "署名のお願い");
    assertThat(mails(borrower, "署名のお願い")).isEqualTo(1);
  }

  @Test
  @DisplayName("Nobody is reminded who waits for his turn, has signed, or is no user any more")
  void nobodyToRemind() {
    var seats = seats(staffView());
    state(seats.getFirst(), "waiting");
    assertThat(remind(new JsonObject().put("signerId", seats.getFirst().getString("id"))).code())
        .isEqualTo("nobody-to-remind");
    state(seats.getFirst(), "signed");
    counter.run("update app_user set deleted_at = now() where id = $1", Tuple.of(guarantor.id()));
    assertThat(remind(new JsonObject()).code()).isEqualTo("nobody-to-remind");
    assertThat(staffView().getJsonObject("may").getBoolean("remind")).isFalse();
    var foreign = counter.contract(officer, borrower);
    var answer =
        remind(new JsonObject().put("signerId", seats(foreign).getFirst().getString("id")));
    assertThat(answer.status()).as("attack: a seat of another contract").isEqualTo(422);
  }

  @Test
  @DisplayName(
      "After the last day nobody begins to sign, at no step; staff extend it, and it goes on")
  void deadline() {
    var today = BankTime.today(WORLD.clock());
    var moved = move(today.plusDays(3));
    assertThat(moved.status()).as(moved.http().body()).isEqualTo(200);
    assertThat(moved.json().getString("signBy")).isEqualTo(today.plusDays(3).toString());
    awaitMail(borrower, "署名期限変更");
    awaitMail(guarantor, "署名期限変更");
    assertThat(newestNotice(borrower)).isEqualTo("contract-deadline");

    signBy(today.minusDays(1));
    assertThat(staffView().getBoolean("late")).isTrue();
    assertThat(staffView().getJsonObject("may").getBoolean("remind")).isFalse();
    assertThat(remind(new JsonObject()).code()).isEqualTo("deadline-passed");
    var signer = new Browser(WORLD).loggedIn(borrower);
    var view = signer.get("/api/contracts/" + contract).json();
    assertThat(view.getBoolean("late")).isTrue();
    assertThat(view.getJsonObject("me").getString("step")).isEqualTo("none");
    assertThat(
            signer
                .post(
                    "/api/contracts/" + contract + "/signature-requests",
                    new JsonObject().put("pin", "Counter2Pin"))
                .code())
        .isEqualTo("deadline-passed");

    assertThat(move(today.minusDays(1)).status()).isEqualTo(422);
    assertThat(move(today).json().getBoolean("late")).isFalse();
    assertThat(
            signer.get("/api/contracts/" + contract).json().getJsonObject("me").getString("step"))
        .isEqualTo("read");
    assertThat(move(null).json().getString("signBy")).isNull();
    counter.everybodyHasSigned(contract);
    assertThat(move(today).code()).isEqualTo("everybody-signed");
  }

  @Test
  @DisplayName(
      "Two nodes: signers are reminded three days before and on the day, the officer is told when"
          + " it has passed, each once")
  void byItself() throws java.io.IOException {
    assertThat(move(today().plusDays(5)).status()).isEqualTo(200);
    WORLD.anotherNode();
    nextMorning();
    assertThat(mails(borrower, "署名のお願い")).as("four days before").isZero();
    nextMorning();
    await().until(() -> mails(borrower, "署名のお願い") == 1 && mails(guarantor, "署名のお願い") == 1);
    nextMorning();
    nextMorning();
    assertThat(mails(borrower, "署名のお願い")).as("not every day").isEqualTo(1);
    state(seats(again().get(path).json()).getLast(), "signed");
    nextMorning();
    await().until(() -> mails(borrower, "署名のお願い") == 2);
    assertThat(officerMails("署名期限経過")).isZero();
    nextMorning();
    await().until(() -> officerMails("署名期限経過") == 1);
    nextMorning();
    assertThat(officerMails("署名期限経過")).isEqualTo(1);
    assertThat(mails(borrower, "署名のお願い")).isEqualTo(2);
    assertThat(mails(guarantor, "署名のお願い")).as("has signed").isEqualTo(1);
  }

  /** Whichever node's schedule it is: it has looked at the deadlines of another day. */
  private void nextMorning() {
    long before = runs();
    WORLD.clock().advance(Duration.ofDays(1));
    await().atMost(Duration.ofSeconds(30)).until(() -> runs() >= before + 2);
  }

  private long runs() {
    return counter.count(
        "select version from scheduled_tasks where task_name = 'contract-deadlines'");
  }

  private Browser again() {
    officer = new Browser(WORLD).loggedIn(clerk);
    return officer;
  }

  private long officerMails(String subject) {
    return WORLD.mailTo(clerk.email()).stream()
        .filter(mail -> mail.subject().contains(subject))
        .count();
  }

  @Test
  @DisplayName("Whoever decided on what he saw before is told that it has changed")
  void overtaken() {
    int terms = staffView().getInteger("termsVersion");
    assertThat(move(today().plusDays(5)).status()).isEqualTo(200);
    var late =
        officer.post(
            path + "/withdrawal",
            new JsonObject().put("termsVersion", terms).put("reason", "見合わせ"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("contract-changed");
    assertThat(officer.post(path + "/withdrawal", new JsonObject().put("reason", "x")).status())
        .as("no version")
        .isEqualTo(422);
  }

  @Test
  @DisplayName(
      "Attack: a signer who reads, ticks, takes back and asks for codes keeps nobody from moving"
          + " the deadline or withdrawing, and does not fill the trail")
  void ticksAgainstWithdrawal() {
    int terms = staffView().getInteger("termsVersion");
    int version = staffView().getInteger("version");
    var signer = new Browser(WORLD).loggedIn(borrower);
    String own = "/api/contracts/" + contract;
    for (Object document : staffView().getJsonArray("documents")) {
      signer.get(own + "/documents/" + ((JsonObject) document).getString("id") + "/content");
    }
    String tick = own + "/acknowledgements/documents";
    assertThat(signer.put(own + "/acknowledgements/explanation").status()).isEqualTo(204);
    for (int i = 0; i < 20; i++) {
      assertThat(signer.put(tick).status()).isEqualTo(204);
      assertThat(signer.delete(tick).status()).isEqualTo(204);
    }
    assertThat(signer.delete(tick).status()).as("is not ticked").isEqualTo(204);
    assertThat(signer.put(tick).status()).isEqualTo(204);
    assertThat(signer.delete(tick).code()).isEqualTo("taken-back-too-often");
    assertThat(
            counter.count(
                "select count(*) from audit_event where action like 'contract.acknowledge%' and"
                    + " subject = $1",
                "contract:" + contract))
        .isEqualTo(42);
    var requested =
        signer.post(own + "/signature-requests", new JsonObject().put("pin", "Counter2Pin"));
    assertThat(requested.status()).as(requested.http().body()).isLessThan(300);
    assertThat(remind(new JsonObject()).status()).isEqualTo(200);
    assertThat(staffView().getInteger("version")).isGreaterThan(version + 40);

    var day = new JsonObject().put("termsVersion", terms).put("signBy", today().toString());
    var moved = officer.put(path + "/deadline", day);
    assertThat(moved.status()).as(moved.http().body()).isEqualTo(200);
    int then = moved.json().getInteger("termsVersion");
    assertThat(then).isGreaterThan(terms);
    assertThat(signer.delete(own + "/acknowledgements/explanation").status()).isEqualTo(409);
    var withdrawal = new JsonObject().put("termsVersion", then).put("reason", "見合わせ");
    assertThat(officer.post(path + "/withdrawal", withdrawal).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Fault: the deadline is moved while its passing is about to be told: nobody is told")
  void deadlineMovedMeanwhile() {
    assertThat(move(today()).status()).isEqualTo(200);
    var later = BankTime.today(WORLD.clock()).plusDays(9);
    WORLD
        .database()
        .tx(
            tx ->
                tx.preparedQuery("update contract set sign_by = $2 where id = $1")
                    .execute(Tuple.of(UUID.fromString(contract), later))
                    .compose(
                        done ->
                            WORLD
                                .node()
                                .vertx()
                                .executeBlocking(
                                    () -> {
                                      WORLD.clock().advance(Duration.ofDays(1));
                                      await().atMost(Duration.ofSeconds(30)).until(this::isHeldUp);
                                      return null;
                                    })))
        .await();
    long before = runs();
    await().atMost(Duration.ofSeconds(30)).until(() -> runs() > before);
    again();
    assertThat(staffView().getString("signBy")).isEqualTo(later.toString());
    assertThat(officerMails("署名期限経過")).isZero();
    assertThat(
            counter.count(
                "select count(*) from contract_deadline_told where contract_id = $1",
                UUID.fromString(contract)))
        .isZero();
  }

  private boolean isHeldUp() {
    return counter.count(
            """
            select count(*) from pg_stat_activity
            where wait_event_type = 'Lock' and query like '%update contract set version%'
            """)
        > 0;
  }

  @Test
  @DisplayName("The history of a contract about which much was done shows the newest")
  void longHistory() {
    var audit = new Audit(WORLD.clock());
    var service = new Actor.Service("test");
    String subject = "contract:" + contract;
    WORLD
        .database()
        .tx(
            tx -> {
              Future<Void> done = Future.succeededFuture();
              for (int i = 0; i < 500; i++) {
                done =
                    done.compose(
                        ok ->
                            audit.record(
                                tx,
                                service,
                                "contract.acknowledged",
                                subject,
                                branch.id(),
                                new JsonObject()));
              }
              return done;
            })
        .await();
    act("/withdrawal", new JsonObject().put("reason", "見合わせ"));
    var items = officer.get(path + "/history").json().getJsonArray("items");
    assertThat(items).hasSize(500);
    assertThat(items.getJsonObject(499).getString("action")).isEqualTo("contract.withdrawn");
    assertThat(items.getJsonObject(0).getString("action")).isEqualTo("contract.acknowledged");
  }

  @Test
  @DisplayName("The history says who did what and when")
  void history() {
    remind(new JsonObject());
    move(today().plusDays(5));
    act("/withdrawal", new JsonObject().put("reason", "見合わせ"));
    var items = officer.get(path + "/history").json().getJsonArray("items");
    assertThat(items.stream().map(item -> ((JsonObject) item).getString("action")))
        .containsExactly(
            "contract.created",
            "contract.reminded",
            "contract.deadline-moved",
            "contract.withdrawn");
    var reminded = items.getJsonObject(1);
    assertThat(reminded.getJsonObject("actor").getString("kind")).isEqualTo("staff");
    assertThat(reminded.getJsonObject("actor").getString("name")).startsWith("職員");
    assertThat(reminded.getJsonArray("signers")).contains("見本　太郎").hasSize(2);
    assertThat(items.getJsonObject(2).getJsonObject("facts").getString("to"))
        .isEqualTo(today().plusDays(5).toString());
  }

  @Test
  @DisplayName(
      "Of officer, approver and head office only: auditors watch, other branches see nothing")
  void rights() {
    var acts = List.of("/reminders", "/deadline", "/withdrawal", "/repayment", "/cancellation");
    for (var role : StaffRole.values()) {
      for (boolean own : new boolean[] {true, false}) {
        var where = own ? branch : counter.people().branch();
        var staff = new Browser(WORLD).loggedIn(counter.people().clerk(where, role));
        boolean sees = own || role == StaffRole.HEAD_OFFICE || role == StaffRole.AUDITOR;
        int status = !sees ? 404 : role == StaffRole.AUDITOR ? 403 : 422;
        for (String act : acts) {
          var json = new JsonObject().put("signerId", "nobody");
          var answer =
              act.equals("/deadline") ? staff.put(path + act, json) : staff.post(path + act, json);
          assertThat(answer.status()).as("%s own=%s %s", role, own, act).isEqualTo(status);
        }
        assertThat(staff.get(path + "/history").status()).isEqualTo(sees ? 200 : 404);
      }
    }
  }

  private Browser.Answer move(@Nullable LocalDate to) {
    return officer.put(
        path + "/deadline",
        new JsonObject()
            .put("termsVersion", staffView().getInteger("termsVersion"))
            .put("signBy", to == null ? null : to.toString()));
  }

  private void signBy(LocalDate day) {
    counter.run(
        "update contract set sign_by = $2 where id = $1", Tuple.of(UUID.fromString(contract), day));
  }

  private void ago(Duration time) {
    counter.run(
        "update contract_signer set reminded_at = reminded_at - $2::int * interval '1 second'"
            + " where contract_id = $1",
        Tuple.of(UUID.fromString(contract), (int) time.toSeconds()));
  }

  private void state(JsonObject seat, String state) {
    counter.run(
        "update contract_signer set state = $2 where id = $1",
        Tuple.of(UUID.fromString(seat.getString("id")), state));
  }
}
