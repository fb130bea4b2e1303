package natsuin.ledger;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.kernel.BankTime;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Axe;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName(
    "Lists of contracts: what is found, by whom, on screen, on paper and as a file (CONTRACT-1)")
class LedgerIT {
  @RegisterExtension static final World WORLD = new World();

  private static final People PEOPLE = new People(WORLD);
  private static Branch branch;
  private static People.Clerk clerk;
  private static People.Customer borrower;
  private static People.Customer guarantor;
  private static Filed filed;
  private static Browser customer;
  private static Browser staff;

  @BeforeAll
  static void aBranchWithContracts() {
    branch = PEOPLE.branch();
    clerk = PEOPLE.clerk(branch, StaffRole.OFFICER);
    borrower = PEOPLE.customer(branch, UserRole.REPRESENTATIVE, null);
    guarantor = PEOPLE.customer(branch, UserRole.REPRESENTATIVE, null);
    filed = new Filed(WORLD, clerk);
    filed.rename(borrower, "株式会社髙橋建設", "ﾀｶﾊｼｹﾝｾﾂ");
    filed.rename(guarantor, "港　運輸㈱", "ミナトウンユ");
    both("金銭消費貸借契約", 10_000_000L, "2026-01-10", "in-force");
    both("金銭消費貸借契約", 20_000_000L, "2026-02-10", "ended");
    both("当座貸越", 5_000_000L, "2026-03-10", "ended");
    both("約定書関連契約のみ", null, "2026-04-10", "in-force");
    var open = both("保証契約のみ", 30_000_000L, "2026-05-10", "signing");
    filed.seat(open, borrower, "guarantor", "personal", "waiting");
    filed.run(
        "update contract set sign_by = $2 where id = $1",
        Tuple.of(open, BankTime.today(WORLD.clock()).minusDays(1)));
    customer = new Browser(WORLD).loggedIn(borrower);
    staff = new Browser(WORLD).loggedIn(clerk);
  }

  private static UUID both(
      String summary,
      @org.jspecify.annotations.Nullable Long amount,
      String applied,
      String state) {
    var id = filed.contract(summary, amount, applied, state);
    String seat = state.equals("signing") ? "invited" : "signed";
    filed.seat(id, borrower, "borrower", "organization", seat);
    filed.seat(id, guarantor, "guarantor", "organization", seat);
    return id;
  }

  @Test
  @DisplayName(
      "A line for each standing and capacity of one's organization, as in the guide; a drawdown"
          + " never ends")
  void threeLists() {
    var open = rows(customer, "list=to-sign");
    assertThat(open).hasSize(2);
    assertThat(
            open.stream().map(row -> row.getString("standing") + " " + row.getString("capacity")))
        .containsExactlyInAnyOrder("borrower organization", "guarantor personal");
    assertThat(open)
        .allSatisfy(row -> assertThat(row.getString("signingStatus")).isEqualTo("unsigned"));
    assertThat(summaries(customer, "list=in-force"))
        .containsExactly("約定書関連契約のみ", "当座貸越", "金銭消費貸借契約");
    assertThat(rows(customer, "list=ended"))
        .singleElement()
        .satisfies(row -> assertThat(row.getString("outcome")).isEqualTo("repaid"));
    assertThat(summaries(customer, "list=in-force&sort=amount&order=asc"))
        .as("no amount is less than any")
        .containsExactly("約定書関連契約のみ", "当座貸越", "金銭消費貸借契約");
  }

  @Test
  @DisplayName("The law's search: date, amount, counterparty, ranges, and two or more together")
  void everyCombination() {
    var expected =
        Map.of(
            "from=2026-02-01&to=2026-03-31", List.of("当座貸越", "金銭消費貸借契約"),
            "date=planned&from=2026-04-30&to=2026-04-30", List.of("約定書関連契約のみ"),
            "amountFrom=10000000&amountTo=20000000", List.of("金銭消費貸借契約", "金銭消費貸借契約"),
            "amountTo=9999999", List.of("当座貸越"),
            "from=2026-02-01&amountFrom=20000000&counterparty=運輸", List.of("保証契約のみ", "金銭消費貸借契約"),
            "text=貸借&amountTo=10000000", List.of("金銭消費貸借契約"),
            "text=703", List.of("当座貸越"),
            "text=2026-000704", List.of("約定書関連契約のみ"));
    expected.forEach(
        (search, summaries) -> {
          assertThat(names(staff, search)).as("staff " + search).isEqualTo(summaries);
          assertThat(
                  List.of("to-sign", "in-force", "ended").stream()
                      .flatMap(list -> summaries(customer, "list=" + list + "&" + search).stream())
                      .distinct())
              .as("customer " + search)
              .containsExactlyInAnyOrderElementsOf(summaries.stream().distinct().toList());
        });
  }

  @Test
  @DisplayName(
      "Any part of a name, of one character too, however it is typed; but none of what is no name")
  void names() {
    for (String part :
        List.of(
            "高橋",
            "髙橋建設",
            "橋",
            "たかはし",
            "ﾀｶﾊｼ",
            "タカハシケンセツ",
            "㈱高橋",
            "（株）髙橋",
            "港運輸",
            "港　運輸",
            "みなと",
            "見本太郎")) {
      assertThat(names(staff, "from=2026-01-01&counterparty=" + encoded(part))).as(part).hasSize(5);
      assertThat(summaries(customer, "list=in-force&counterparty=" + encoded(part)))
          .as(part)
          .hasSize(3);
    }
    assertThat(summaries(customer, "list=in-force&counterparty=" + encoded(branch.name())))
        .hasSize(3);
    for (String none :
        List.of("山", "建設高橋", "%", "_", "\\", "'", "' or true --", "高%", "{}", "橋建設港")) {
      assertThat(names(staff, "from=2026-01-01&counterparty=" + encoded(none))).as(none).isEmpty();
      assertThat(names(staff, "from=2026-01-01&text=" + encoded(none))).as(none).isEmpty();
      assertThat(summaries(customer, "list=in-force&counterparty=" + encoded(none)))
          .as(none)
          .isEmpty();
    }
  }

  @Test
  @DisplayName("ORG-2: a customer with another name is found by both, a renamed signer as well")
  void renamed() {
    var changed = PEOPLE.customer(branch, UserRole.REPRESENTATIVE, null);
    filed.rename(changed, "旧名商事", "キュウメイ");
    filed.seat(
        filed.contract("私募債引受契約", 1L, "2020-01-01", "in-force"),
        changed,
        "borrower",
        "organization",
        "signed");
    filed.rename(changed, "新名物産", "シンメイ");
    filed.run("update app_user set family_name = '改姓' where id = $1", Tuple.of(changed.id()));
    for (String name : List.of("旧名商事", "新名物産", "しんめい", "改姓太郎", "見本太郎")) {
      assertThat(names(staff, "amountTo=1&counterparty=" + encoded(name))).as(name).hasSize(1);
    }
  }

  @Test
  @DisplayName("STAFF-1: by state, officer and passed deadline; another branch is not there")
  void staffChoose() {
    assertThat(names(staff, "state=open")).containsExactly("保証契約のみ");
    assertThat(names(staff, "state=repaid&to=2026-12-31")).containsExactly("当座貸越", "金銭消費貸借契約");
    assertThat(names(staff, "state=cancelled")).isEmpty();
    var overdue = staff.get("/api/staff/contracts?overdue=true").json().getJsonArray("items");
    assertThat(overdue).hasSize(1);
    assertThat(overdue.getJsonObject(0).getBoolean("overdue")).isTrue();
    assertThat(overdue.getJsonObject(0).getString("organization")).isEqualTo("株式会社髙橋建設");
    assertThat(names(staff, "from=2026-01-01&officer=" + clerk.id())).hasSize(5);
    assertThat(names(staff, "officer=" + UUID.randomUUID())).isEmpty();
    assertThat(staff.get("/api/staff/officers").json().encode()).contains(clerk.id().toString());

    var other = new Browser(WORLD).loggedIn(PEOPLE.clerk(StaffRole.APPROVER));
    assertThat(names(other, "counterparty=" + encoded("高橋"))).isEmpty();
    assertThat(other.get("/api/staff/contracts?branch=" + branch.id()).status()).isEqualTo(404);
    assertThat(other.get("/api/staff/contracts.csv?branch=" + branch.id()).status()).isEqualTo(404);
    assertThat(other.get("/api/staff/officers?branch=" + branch.id()).status()).isEqualTo(404);
    var head = new Browser(WORLD).loggedIn(PEOPLE.clerk(StaffRole.HEAD_OFFICE));
    assertThat(names(head, "from=2026-01-01&branch=" + branch.id())).hasSize(5);
  }

  @Test
  void whatIsNotUnderstoodIsSaidAtItsField() {
    for (String wrong :
        List.of(
            "from=2026-13-01",
            "to=x",
            "amountFrom=-1",
            "amountTo=1e9",
            "date=today",
            "state=x",
            "overdue=1",
            "officer=1",
            "page=51&size=21",
            "counterparty=" + "x".repeat(101),
            "text=%00")) {
      var answer = staff.get("/api/staff/contracts?" + wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(422);
      assertThat(wrong)
          .contains(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    }
    assertThat(
            staff
                .get(
                    "/api/staff/contracts?from=&to=&amountFrom=&counterparty=&text=&officer=&overdue=")
                .status())
        .as("a form's empty fields")
        .isEqualTo(200);
  }

  @Test
  @DisplayName(
      "STAFF-4: the file says what was found, runs no formula, and the trail knows who took it")
  void files() {
    var evil = PEOPLE.customer(branch, UserRole.REPRESENTATIVE, null);
    filed.rename(evil, "=cmd|' /C calc'!A0", "イコール");
    filed.seat(
        filed.contract("+SUM(1)", 7L, "2019-06-01", "in-force"),
        evil,
        "borrower",
        "organization",
        "signed");
    var file = staff.get("/api/staff/contracts.csv?date=applied&to=2019-12-31");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Disposition").orElseThrow()).startsWith("attachment;");
    assertThat(file.http().body().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("\uFEFF\"申込日\",\"契約番号\"");
    assertThat(file.http().body()).contains("\"'=cmd|' /C calc'!A0\",\"7\"", "\"'+SUM(1)\"");
    assertThat(
            WORLD
                .database()
                .client()
                .preparedQuery(
                    "select detail->>'rows' as rows from audit_event where action ="
                        + " 'contracts.exported' and actor = $1")
                .execute(Tuple.of("staff:" + clerk.id()))
                .await()
                .iterator()
                .next()
                .getString("rows"))
        .isEqualTo("1");

    var own =
        new Browser(WORLD).loggedIn(evil).speaking("en").get("/api/contracts.csv?list=in-force");
    assertThat(own.http().body())
        .doesNotContain("null")
        .contains("\"Standing\"", "\"Borrower\"", "\"In force\"")
        .doesNotContain("高橋");
    assertThat(new Browser(WORLD).get("/api/contracts.csv?list=in-force").status()).isEqualTo(401);
    assertThat(new Browser(WORLD).get("/api/staff/contracts.csv").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("A file holds as many rows as it may, and none is cut off in silence")
  void fullFiles() {
    var export = new ExportList(WORLD.database(), 2, 4);
    assertThat(rowsOf(export, 4)).isEqualTo(4);
    assertThatThrownBy(() -> rowsOf(export, 5)).hasMessageContaining("too-many-rows");
    assertThat(rowsOf(export, 0)).as("and the place is free again").isZero();
  }

  private static int rowsOf(ExportList export, int there) {
    return export
        .export(
            new natsuin.ledger.Page(1, 20, natsuin.ledger.Page.Sort.APPLIED, true),
            (db, page) -> {
              int n = Math.clamp(there - page.offset(), 0, page.size());
              return Future.succeededFuture(
                  new Found(there, Collections.nCopies(n, new JsonObject())));
            },
            "",
            row -> "x")
        .rows();
  }

  @Test
  @DisplayName(
      "UI-1, UI-2: by keyboard alone; the address keeps the search, also across a reload and back")
  void onScreen() throws IOException {
    try (var chromium = new Chromium(WORLD);
        var desk = chromium.deskOf(staff, 1440, ColorScheme.LIGHT);
        var phone = chromium.deskOf(customer, 390, ColorScheme.DARK)) {
      staffSearch(desk.newPage());
      customerSearch(phone.newPage());
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  private static void staffSearch(Page page) throws IOException {
    page.navigate("/staff/contracts?from=2026-01-01");
    assertThat(page.locator("#found")).hasText("5件あります。");
    page.locator("#amountFrom").focus();
    page.keyboard().type("２０，０００，０００円");
    page.keyboard().press("Enter");
    assertThat(page.locator("#found")).hasText("2件あります。");
    assertThat(page).hasURL(Pattern.compile("amountFrom=20000000"));
    page.reload();
    assertThat(page.locator("#amountFrom")).hasValue("20000000");
    assertThat(page.locator("tbody tr")).hasCount(2);
    page.goBack();
    assertThat(page.locator("tbody tr")).hasCount(5);
    assertThat(page.locator("#amountFrom")).hasValue("");
    page.locator("#amountTo").fill("x");
    page.locator("#amountTo").press("Enter");
    assertThat(page.locator("#trouble")).containsText("数字で入力してください");
    assertThat(page.locator("#amountTo")).isFocused();
    page.locator("#amountTo").fill("5000000");
    page.locator("#amountTo").press("Enter");
    assertThat(page.locator("tbody tr")).hasCount(1);
    var file = page.waitForDownload(() -> page.getByText("CSVで保存").click());
    assertThat(Files.readString(file.path())).contains("当座貸越");
    assertThat(Axe.findings(page)).isEmpty();
  }

  private static void customerSearch(Page page) {
    page.navigate("/contracts/in-force");
    page.locator("#finder summary").focus();
    page.keyboard().press("Enter");
    page.locator("#counterparty").fill("みなと");
    page.locator("#counterparty").press("Enter");
    assertThat(page.locator("tbody tr")).hasCount(3);
    assertThat(page.locator("tbody tr").first()).containsText("債務者");
    assertThat(Axe.findings(page)).isEmpty();
  }

  private static List<String> names(Browser who, String search) {
    var answer = who.get("/api/staff/contracts?" + encodedSpaces(search));
    assertThat(answer.status()).as(search).isEqualTo(200);
    return items(answer).stream().map(row -> row.getString("summary")).toList();
  }

  private static List<String> summaries(Browser who, String search) {
    return rows(who, search).stream().map(row -> row.getString("summary")).toList();
  }

  private static List<JsonObject> rows(Browser who, String search) {
    var answer = who.get("/api/contracts?" + encodedSpaces(search));
    assertThat(answer.status()).as(search).isEqualTo(200);
    return items(answer);
  }

  private static List<JsonObject> items(Browser.Answer answer) {
    return answer.json().getJsonArray("items").stream().map(JsonObject.class::cast).toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String encodedSpaces(String query) {
    return java.net.URI.create("/?" + query).toASCIIString().substring(2);
  }
}
