package natsuin.employerdesk;

import static natsuin.employerdesk.Desk.EMPLOYERS;
import static natsuin.employerdesk.Desk.RESETS;
import static natsuin.employerdesk.Desk.form;
import static natsuin.employerdesk.Desk.master;
import static natsuin.employerdesk.Desk.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.TlsClient;
import natsuin.testkit.World;
import natsuin.users.EmployerNumber;
import natsuin.vault.Argon2Parameters;
import natsuin.vault.PasswordHash;
import natsuin.vault.SodiumArgon2;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What the bank's staff do for employers (EMP-4, EMP-5, EMP-9, STAFF-1, STAFF-2)")
class EmployerDeskIT {
  @RegisterExtension static final World WORLD = new World();
  private static final PasswordHash HASH =
      new PasswordHash(SodiumArgon2.load().orElseThrow(), Argon2Parameters.DEFAULT);

  private static final int MANY = 40;

  private static Desk desk;
  private static Browser officer;
  private static Browser approver;
  private static Browser auditor;

  @BeforeAll
  static void sitDown() {
    desk = new Desk(WORLD);
    officer = desk.at(StaffRole.OFFICER);
    approver = desk.at(StaffRole.APPROVER);
    auditor = desk.elsewhere(StaffRole.AUDITOR);
  }

  private static boolean opens(UUID employer, String password) {
    String hash =
        desk.one(
            "select password_hash from employer_user where employer_id = $1 and role = 'master'",
            Tuple.of(employer));
    return HASH.verify(password, hash);
  }

  @Test
  @DisplayName(
      "EMP-5: registering an employer makes the master's account; number and initial password stand"
          + " in the letter, and the password in nothing else")
  void registers() {
    var letter = desk.registered(officer, "株式会社見本商事");
    assertThat(EmployerNumber.isValid(letter.number())).isTrue();
    assertThat(letter.disposition()).contains("letter-" + letter.number() + ".pdf");
    LocalDate lastDay = BankTime.today(WORLD.clock()).plusDays(30);
    assertThat(letter.text())
        .contains("〒104-0028", "東京都中央区見本1-2-3", "株式会社見本商事 御中")
        .contains(desk.branch().name(), "サンプル銀行", "/employer/")
        .contains(
            "%d年%d月%d日"
                .formatted(lastDay.getYear(), lastDay.getMonthValue(), lastDay.getDayOfMonth()));
    assertThat(opens(letter.employer(), letter.password())).isTrue();
    assertThat(letter.password()).hasSize(12).doesNotContainPattern("[0O1lI]");
    var seen = seen(auditor, letter.employer());
    assertThat(seen.getString("number")).isEqualTo(letter.number());
    assertThat(master(seen).getString("state")).isEqualTo("initial");
    assertThat(master(seen).getJsonArray("actions")).as("auditors read").isEmpty();
    assertThat(seen.getJsonArray("history").getJsonObject(0).getString("kind"))
        .isEqualTo("registered");
    assertThat(seen.encode()).doesNotContain(letter.password());
    assertThat(
            desk.run(
                "select 1 from audit_event where detail::text like '%' || $1 || '%'",
                Tuple.of(letter.password())))
        .isEmpty();
  }

  @Test
  @DisplayName(
      "EMP-5: a number from the core system is taken as it is, refused with a slip in it or twice")
  void givenNumbers() {
    String number = EmployerNumber.of(700_000_001);
    var given = form("見本一号合同会社").put("number", number);
    assertThat(desk.print(officer, EMPLOYERS, given).number()).isEqualTo(number);
    assertThat(fieldCode(officer.post(EMPLOYERS, given))).isEqualTo("employer-number-taken");
    String slip = number.substring(0, 8) + (number.charAt(8) == '9' ? '0' : '9') + number.charAt(9);
    assertThat(fieldCode(officer.post(EMPLOYERS, given.copy().put("number", slip))))
        .isEqualTo("employer-number-check");
    assertThat(fieldCode(officer.post(EMPLOYERS, given.copy().put("nameKana", "株式会社"))))
        .isEqualTo("corporate-kana");
  }

  @Test
  @DisplayName(
      "EMP-4, attack: strangers block a number before anybody has it, and lock it afterwards: the"
          + " letter opens the first registration all the same, and so does a new letter")
  void blockedBeforeItExists() {
    String number = EmployerNumber.of(700_000_002);
    for (int i = 0; i < 18; i++) {
      begins(number, "Wrong-26!x");
      if (i % 6 == 5) {
        WORLD.clock().advance(Duration.ofMinutes(61));
      }
    }
    assertThat(begins(number, "Wrong-26!x").code()).isEqualTo("registration-blocked");
    officer = desk.at(StaffRole.OFFICER); // idle for three hours
    approver = desk.at(StaffRole.APPROVER);
    auditor = desk.elsewhere(StaffRole.AUDITOR);
    var letter = desk.print(officer, EMPLOYERS, form("見本二号合同会社").put("number", number));
    assertThat(begins(number, letter.password()).status()).isEqualTo(200);
    for (int i = 0; i < 6; i++) {
      begins(number, "Wrong-26!x");
    }
    assertThat(begins(number, letter.password()).code()).isEqualTo("registration-locked");
    var version =
        new JsonObject()
            .put("version", master(seen(officer, letter.employer())).getInteger("version"));
    var second = desk.print(officer, EMPLOYERS + "/" + letter.employer() + "/letter", version);
    assertThat(begins(number, letter.password()).code()).isEqualTo("registration-refused");
    assertThat(begins(number, second.password()).status()).isEqualTo(200);
  }

  private static Browser.Answer begins(String number, String password) {
    return Browser.overTls(WORLD, WORLD.node(), TlsClient.anonymous())
        .post(
            "/api/employer/registration",
            new JsonObject().put("employerNumber", number).put("initialPassword", password));
  }

  private static String fieldCode(Browser.Answer answer) {
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(422);
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("code");
  }

  @Test
  @DisplayName("EMP-5: a lost letter: a new password, the old one is void; two at once make one")
  void newLetter() {
    var first = desk.registered(officer, "有限会社なくした");
    String path = EMPLOYERS + "/" + first.employer() + "/letter";
    var body =
        new JsonObject()
            .put("version", master(seen(officer, first.employer())).getInteger("version"));
    var both =
        Stream.of(officer, approver).parallel().map(by -> desk.print(by, path, body)).toList();
    assertThat(both).extracting(Desk.Printed::status).containsExactlyInAnyOrder(200, 409);
    var second = both.stream().filter(one -> one.status() == 200).findFirst().orElseThrow();
    assertThat(opens(first.employer(), first.password())).isFalse();
    assertThat(opens(first.employer(), second.password())).isTrue();
    assertThat(second.number()).isEqualTo(first.number());
    desk.masterRegisters(first.employer(), "lost0001", "lost@example.jp");
    var version =
        new JsonObject()
            .put("version", master(seen(officer, first.employer())).getInteger("version"));
    assertThat(officer.post(path, version).code()).isEqualTo("master-registered");
  }

  @Test
  @DisplayName(
      "EMP-5, STAFF-1: reset on a written request: filed by one, confirmed by another; ID,"
          + " password, certificates and sessions end, and a new letter leads back to the first"
          + " registration")
  void reset() {
    var letter = desk.registered(officer, "株式会社わすれた");
    UUID employer = letter.employer();
    String path = EMPLOYERS + "/" + employer + "/reset";
    var paper =
        new JsonObject()
            .put("reason", "password-forgotten")
            .put("paperDate", BankTime.today(WORLD.clock()).toString())
            .put("note", "印鑑照合済み")
            .put("version", 1);
    assertThat(officer.post(path, paper).code()).isEqualTo("nothing-to-reset");
    desk.masterRegisters(employer, "wasure01", "wasure@example.jp");
    String serial = desk.certificate(employer);
    paper.put("version", master(seen(officer, employer)).getInteger("version"));
    assertThat(fieldCode(officer.post(path, paper.copy().put("paperDate", "2099-01-01"))))
        .isEqualTo("day-ahead");
    assertThat(fieldCode(officer.post(path, paper.copy().put("reason", "because"))))
        .isEqualTo("choose");
    assertThat(approver.post(path, paper).status()).isEqualTo(201);
    assertThat(officer.post(path, paper).code()).isEqualTo("reset-filed");
    var waiting = waiting(officer, employer);
    String order = RESETS + "/" + waiting.getString("id");
    assertThat(waiting.getJsonObject("may").getBoolean("confirm")).isFalse();
    assertThat(officer.post(order + "/confirmation").code()).isEqualTo("forbidden");
    assertThat(approver.post(order + "/confirmation").code()).isEqualTo("four-eyes-reset");
    assertThat(auditor.post(order + "/confirmation").code()).isEqualTo("forbidden");
    assertThat(desk.elsewhere(StaffRole.APPROVER).post(order + "/confirmation").status())
        .isEqualTo(404);
    assertThat(desk.state(serial)).isEqualTo("issued");

    var second = desk.at(StaffRole.APPROVER);
    var both =
        Stream.of(second, second)
            .parallel()
            .map(by -> desk.print(by, order + "/confirmation", new JsonObject()))
            .toList();
    assertThat(both).extracting(Desk.Printed::status).containsExactlyInAnyOrder(200, 409);
    var again = both.stream().filter(one -> one.status() == 200).findFirst().orElseThrow();
    assertThat(again.text()).contains("ご利用開始（変更）のお知らせ");
    assertThat(opens(employer, again.password())).isTrue();
    assertThat(desk.state(serial)).isEqualTo("revoked");
    var master = master(seen(officer, employer));
    assertThat(master.getString("state")).isEqualTo("initial");
    assertThat(master.getString("userId")).isNull();
    await().until(() -> WORLD.mailTo("wasure@example.jp").size() == 2);
    assertThat(WORLD.mailTo("wasure@example.jp"))
        .anySatisfy(mail -> assertThat(mail.text()).contains("初期化しました"))
        .anySatisfy(mail -> assertThat(mail.text()).contains("ログインID・パスワードの初期化"))
        .allSatisfy(mail -> assertThat(mail.text()).doesNotContain(again.password(), "印鑑"));
  }

  private static JsonObject waiting(Browser staff, UUID employer) {
    return staff.get(RESETS).json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("employerId").equals(employer.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("EMP-4, STAFF-2: a blocked master user waits in the queue until staff let him in")
  void unlock() {
    var letter = desk.registered(officer, "株式会社とじた");
    UUID employer = letter.employer();
    desk.masterRegisters(employer, "tojita01", "tojita@example.jp");
    var user = UUID.fromString(master(seen(officer, employer)).getString("id"));
    String path = EMPLOYERS + "/users/" + user + "/unlock";
    var why = new JsonObject().put("reason", "called-back").put("note", "代表番号へ折り返し");
    assertThat(officer.post(path, why).code()).isEqualTo("nothing-locked");
    desk.run(
        "update employer_user set blocked_at = now(), locks = 3 where id = $1", Tuple.of(user));
    var queues = officer.get("/api/staff/queues").json();
    assertThat(queues.getJsonObject("counts").getInteger("blockedMasters")).isEqualTo(1);
    assertThat(queues.getJsonArray("blockedMasters").getJsonObject(0).getString("number"))
        .isEqualTo(letter.number());
    assertThat(
            desk.elsewhere(StaffRole.OFFICER)
                .get("/api/staff/queues")
                .json()
                .getJsonArray("blockedMasters"))
        .isEmpty();
    assertThat(auditor.post(path, why).code()).isEqualTo("forbidden");
    assertThat(officer.post(path, new JsonObject()).status()).isEqualTo(422);
    assertThat(officer.post(path, why).status()).isEqualTo(204);
    assertThat(master(seen(officer, employer)).getString("state")).isEqualTo("registered");
    assertThat(desk.one("select locks from employer_user where id = $1", Tuple.of(user)))
        .isEqualTo("0");
    await().until(() -> WORLD.mailTo("tojita@example.jp").size() == 1);
    var history = seen(officer, employer).getJsonArray("history").getJsonObject(0);
    assertThat(history.getString("kind")).isEqualTo("unlocked");
    assertThat(history.getString("reason")).isEqualTo("called-back");
  }

  @Test
  @DisplayName(
      "EMP-9, STAFF-1: a client certificate is revoked with four eyes, this very one of two")
  void revokes() {
    var letter = desk.registered(officer, "株式会社かえた");
    UUID employer = letter.employer();
    desk.masterRegisters(employer, "kaeta001", "kaeta@example.jp");
    String old = desk.certificate(employer);
    String fresh = desk.certificate(employer);
    var order = new JsonObject().put("serial", old).put("reason", "computer-changed");
    assertThat(desk.elsewhere(StaffRole.OFFICER).post("/api/staff/revocations", order).status())
        .isEqualTo(404);
    assertThat(auditor.post("/api/staff/revocations", order).code()).isEqualTo("forbidden");
    assertThat(
            fieldCode(
                officer.post("/api/staff/revocations", order.copy().put("reason", "id-reset"))))
        .isEqualTo("required");
    var filed = approver.post("/api/staff/revocations", order);
    assertThat(filed.status()).as(filed.http().body()).isEqualTo(201);
    assertThat(filed.json().getString("kind")).isEqualTo("client");
    assertThat(officer.post("/api/staff/revocations", order).code()).isEqualTo("revocation-filed");
    String path = "/api/staff/revocations/" + filed.json().getString("id");
    assertThat(approver.post(path + "/confirmation").code()).isEqualTo("four-eyes-revocation");
    assertThat(desk.state(old)).isEqualTo("issued");
    assertThat(desk.at(StaffRole.APPROVER).post(path + "/confirmation").status()).isEqualTo(204);
    assertThat(desk.state(old)).isEqualTo("revoked");
    assertThat(desk.state(fresh)).isEqualTo("issued");
    await().until(() -> WORLD.mailTo("kaeta@example.jp").size() == 1);
    assertThat(WORLD.mailTo("kaeta@example.jp").getFirst().text()).contains("パソコンの変更");
    assertThat(officer.post("/api/staff/revocations", order).code()).isEqualTo("nothing-to-revoke");
  }

  @Test
  @DisplayName(
      "Attack: staff of another branch, and an auditor: what is not theirs is not there, and"
          + " looking is not writing (STAFF-1)")
  void others() {
    var letter = desk.registered(officer, "株式会社よその見本");
    String path = EMPLOYERS + "/" + letter.employer();
    var stranger = desk.elsewhere(StaffRole.APPROVER);
    assertThat(stranger.get(path).status()).isEqualTo(404);
    assertThat(stranger.put(path, form("とられた").put("version", 1)).status()).isEqualTo(404);
    assertThat(stranger.post(path + "/letter", new JsonObject().put("version", 1)).status())
        .isEqualTo(404);
    assertThat(stranger.get(EMPLOYERS + "?q=" + letter.number()).json().getInteger("total"))
        .isZero();
    assertThat(auditor.get(EMPLOYERS + "?q=" + letter.number()).json().getInteger("total"))
        .isEqualTo(1);
    assertThat(auditor.put(path, form("監査").put("version", 1)).status()).isEqualTo(403);
    assertThat(auditor.post(path + "/letter", new JsonObject().put("version", 1)).status())
        .isEqualTo(403);
    assertThat(auditor.post(EMPLOYERS, form("監査")).status()).isEqualTo(403);
    assertThat(
            officer
                .post(EMPLOYERS, form("よそで").put("branch", new Desk(WORLD).branch().code()))
                .status())
        .isEqualTo(404);
    var changed = officer.put(path, form("株式会社見本改").put("version", 1));
    assertThat(changed.json().getString("name")).isEqualTo("株式会社見本改");
    assertThat(approver.put(path, form("株式会社見本再").put("version", 1)).code())
        .isEqualTo("changed-meanwhile");
    assertThat(new Browser(WORLD).get(path).status()).isEqualTo(401);
  }

  private static byte[] file(String charset, String... lines) {
    return (Desk.HEADINGS + String.join("", lines)).getBytes(Charset.forName(charset));
  }

  @Test
  @DisplayName(
      "EMP-5: a file from a spreadsheet: everything checked before anything is registered, each"
          + " fault at its line and column; the report holds no formula")
  void wrongFile() {
    String taken = desk.registered(officer, "株式会社すでに").number();
    var answer =
        Desk.upload(
            officer,
            file(
                "windows-31j",
                Desk.line("株式会社一覧の一", "見本町一丁目1"),
                taken + ",株式会社すでに,ミホン,Mihon,1040028,見本町,\r\n",
                "1234567890,=HYPERLINK(\"\"x\"\"),みほん,Mihon Co. Ltd.,104,見本町9,999\r\n",
                Desk.line("株式会社一覧の一", "見本町 一丁目1"),
                ",見本,ミホン,Mihon,1040028,見本町,,余り\r\n"));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    var batch = answer.json();
    assertThat(batch.getString("state")).isEqualTo("wrong");
    assertThat(batch.getString("fileName")).isEqualTo("一覧.csv");
    var faults =
        batch.getJsonArray("faults").stream()
            .map(JsonObject.class::cast)
            .map(
                fault ->
                    "%d %s %s"
                        .formatted(
                            fault.getInteger("line"),
                            fault.getString("column"),
                            fault.getString("code")))
            .toList();
    assertThat(faults)
        .containsExactlyInAnyOrder(
            "3 事業主番号 employer-number-taken",
            "4 事業主番号 employer-number-check",
            "4 事業主名 chars",
            "4 事業主名英字 latin-legal-form",
            "4 郵便番号 postal-code",
            "4 店番 branch-unknown",
            "5 事業主名 csv-twice",
            "6  csv-too-many-cells");
    String path = EMPLOYERS + "/batch/" + batch.getString("id");
    assertThat(officer.post(path + "/registration").code()).isEqualTo("batch-wrong");
    assertThat(officer.get(EMPLOYERS + "?q=" + query("一覧の一")).json().getInteger("total")).isZero();
    assertThat(officer.get(path + "/report.csv").http().body())
        .startsWith("\uFEFF\"行\",\"列\"")
        .contains("\"4\",\"事業主名\",\"'=HYPERLINK(")
        .doesNotContain(",\"=HYPERLINK");
    assertThat(officer.speaking("en").get(path + "/report.csv").http().body())
        .contains("Line", "There is no such branch code.");
    officer.speaking("ja");
    assertThat(approver.get(path + "/report.csv").status()).as("not one's own").isEqualTo(404);
    assertThat(fieldCode(Desk.upload(officer, "なし\r\n1\r\n".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("csv-column-unknown");
    assertThat(Desk.upload(auditor, file("UTF-8")).code()).isEqualTo("forbidden");
  }

  private static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName(
      "EMP-5: a right file is registered once, whole, with a letter a page: double press, two tabs,"
          + " the same file again")
  void registersFile() {
    byte[] file =
        file(
            "UTF-8",
            Desk.line("株式会社まとめ一", "まとめ町1"),
            Desk.line("株式会社まとめ二", "まとめ町2"),
            EmployerNumber.of(700_000_777) + ",株式会社まとめ三,ミホン,Mihon,1040028,まとめ町3,\r\n");
    String first = path(Desk.upload(officer, file));
    String tab = path(Desk.upload(officer, file));
    var prints =
        Stream.of(first, first, tab)
            .parallel()
            .map(path -> desk.print(officer, path, new JsonObject()))
            .toList();
    assertThat(prints).extracting(Desk.Printed::status).containsExactlyInAnyOrder(200, 409, 409);
    var letters = prints.stream().filter(one -> one.status() == 200).findFirst().orElseThrow();
    String[] pages = letters.text().split("\f");
    assertThat(pages).hasSize(3);
    assertThat(pages[0]).contains("株式会社まとめ一 御中");
    assertThat(pages[2]).contains("株式会社まとめ三 御中", "7000 007 77");
    for (String page : pages) {
      assertThat(page).contains("事業主番号", "初期パスワード", "/employer/");
    }
    assertThat(officer.get(EMPLOYERS + "?q=" + query("まとめ")).json().getInteger("total"))
        .isEqualTo(3);
    assertThat(officer.post(path(Desk.upload(officer, file))).status())
        .as("taken already, so wrong")
        .isEqualTo(409);
    assertThat(desk.print(officer, first, new JsonObject()).status()).isEqualTo(409);
    assertThat(officer.post(first).json().getString("detail")).contains("職員");
    assertThat(
            desk.one(
                "select count(*) from employer_batch where lines::text like '%まとめ%' and state ="
                    + " 'registered'",
                Tuple.tuple()))
        .as("nothing is kept twice")
        .isEqualTo("0");
  }

  private static String path(Browser.Answer uploaded) {
    assertThat(uploaded.status()).as(uploaded.http().body()).isEqualTo(201);
    return EMPLOYERS + "/batch/" + uploaded.json().getString("id") + "/registration";
  }

  @Test
  @DisplayName("EMP-5: a line that breaks while letters are made registers nothing: press again")
  void lineBreaks() {
    String broken = lines(MANY).replace("大口", "途切");
    String path = path(Desk.upload(officer, file("UTF-8", broken)));
    assertThatThrownBy(() -> desk.giveUp(officer, path)).isInstanceOf(HttpTimeoutException.class);
    var letters = desk.print(officer, path, new JsonObject());
    assertThat(letters.status()).isEqualTo(200);
    assertThat(letters.text().split("\f")).hasSize(MANY);
  }

  @Test
  @DisplayName(
      "EMP-5: up to 500 employers in one file; one more is refused, and so is a larger file")
  void largeFile() {
    assertThat(fieldCode(Desk.upload(approver, file("UTF-8", lines(501)))))
        .isEqualTo("csv-too-many-lines");
    assertThat(Desk.upload(approver, new byte[(1 << 20) + 1]).status()).isEqualTo(413);
    assertThat(Desk.upload(approver, file("UTF-8", lines(500))).json().getString("state"))
        .isEqualTo("checked");
    var letters =
        desk.print(
            approver, path(Desk.upload(approver, file("UTF-8", lines(MANY)))), new JsonObject());
    assertThat(letters.status()).isEqualTo(200);
    assertThat(letters.text().split("\f")).hasSize(MANY);
    assertThat(letters.pdf().length).as("one code for all").isLessThan(1 << 19);
  }

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> Desk.line("株式会社大口" + n, "大口町" + n))
        .collect(Collectors.joining());
  }
}
