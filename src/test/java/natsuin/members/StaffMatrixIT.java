package natsuin.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.enrolment.Applicants;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import natsuin.users.EmployerNumber;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who of the bank's staff may do what: four roles, every operation of the staff's API and every
 * live topic, at one's own branch and at another (STAFF-1, LIVE-3). An operation without a row
 * fails.
 */
@DisplayName("Rights of staff: four roles, own and other branch, every operation and live topic")
class StaffMatrixIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");

  /**
   * Columns: own branch, another branch; in each officer, approver, head office, auditor. y: let
   * through, whatever comes of it; f: 403; n: 404, as if there were none; -: not asked here. Where
   * no branch's thing is acted on, there is one column.
   */
  private static final String TABLE =
      """
      GET    /api/staff/session                         | yyyy
      GET    /api/staff/faq                             | yyyy
      POST   /api/staff/faq                             | ffyf
      PUT    /api/staff/faq/order                       | ffyf
      PUT    /api/staff/faq/{id}                        | ffyf
      DELETE /api/staff/faq/{id}                        | ffyf
      GET    /api/staff/maintenance-windows             | yyyy
      POST   /api/staff/maintenance-windows             | ffyf
      DELETE /api/staff/maintenance-windows/{id}        | ffyf

      GET    /api/staff/dashboard                       | yyyy nnyy
      GET    /api/staff/queues                          | yyyy nnyy
      GET    /api/staff/branches                        | yyyy
      POST   /api/staff/contracts/{id}/care             | yyyf nnyf
      DELETE /api/staff/contracts/{id}/care             | yyyf nnyf

      GET    /api/staff/applications                    | yyyy
      GET    /api/staff/applications/{id}               | yyyy nnyy
      POST   /api/staff/applications/{id}/approval      | fyyf nnyf
      POST   /api/staff/applications/{id}/refusal       | fyyf nnyf
      GET    /api/staff/leaflet.pdf                     | yyyf nnyf
      GET    /api/staff/identity-checks                 | yyyy
      GET    /api/staff/identity-checks/{id}            | yyyy nnyy
      GET    /api/staff/identity-checks/{id}/files/{file}/pages/{n}.png | ---- nn--
      POST   /api/staff/identity-checks/{id}/approval   | fyyf nnyf
      POST   /api/staff/identity-checks/{id}/return     | fyyf nnyf
      POST   /api/staff/identity-checks/{id}/meeting    | yyyf nnyf
      GET    /api/staff/mandates                        | yyyy
      GET    /api/staff/mandates/{id}/content           | yyyy nnyy
      GET    /api/staff/mandates/{id}/pages/{n}.png     | ---- nn--

      GET    /api/staff/organizations                   | yyyy
      GET    /api/staff/organizations/{id}              | yyyy nnyy
      PUT    /api/staff/organizations/{id}              | yyyf nnyf
      DELETE /api/staff/users/{id}                      | yyyf nnyf
      POST   /api/staff/users/{id}/temporary-password   | yyyf nnyf
      PUT    /api/staff/users/{id}/email                | yyyf nnyf

      GET    /api/staff/employers                       | yyyy
      POST   /api/staff/employers                       | yyyf nnyf
      GET    /api/staff/employers/{id}                  | yyyy nnyy
      PUT    /api/staff/employers/{id}                  | yyyf nnyf
      POST   /api/staff/employers/{id}/letter           | yyyf nnyf
      POST   /api/staff/employers/{id}/reset            | yyyf nnyf
      POST   /api/staff/employers/users/{id}/unlock     | yyyf nnyf
      GET    /api/staff/employers/batch/template.csv    | yyyy
      POST   /api/staff/employers/batch                 | yyyf
      GET    /api/staff/employers/batch/{id}/report.csv | nnnn
      POST   /api/staff/employers/batch/{id}/registration | nnnf
      GET    /api/staff/employer-resets                 | yyyy
      POST   /api/staff/employer-resets/{id}/confirmation | fyyf nnyf
      DELETE /api/staff/employer-resets/{id}            | fyyf nnyf

      GET    /api/staff/wall                            | nnnn
      GET    /api/staff/walls                           | yyyf nnyf
      POST   /api/staff/walls                           | yyyf nnyf
      DELETE /api/staff/walls/{id}                      | yyyf nnyf
      GET    /api/staff/revocations                     | yyyy
      POST   /api/staff/revocations                     | yyyf nnyf
      DELETE /api/staff/revocations/{id}                | fyyf nnyf
      POST   /api/staff/revocations/{id}/confirmation   | fyyf nnyf

      POST   /api/staff/uploads                         | yyyf
      GET    /api/staff/uploads/{id}/content            | yyyn nnnn
      DELETE /api/staff/uploads/{id}                    | yyyn nnnn
      GET    /api/staff/signers                         | yyyf
      GET    /api/staff/officers                        | yyyy nnyy
      GET    /api/staff/contracts                       | yyyy
      GET    /api/staff/contracts.csv                   | yyyy
      POST   /api/staff/contracts                       | yyff
      GET    /api/staff/contracts/{id}                  | yyyy nnyy
      GET    /api/staff/contracts/{id}/history          | yyyy nnyy
      GET    /api/staff/contracts/{id}/documents/{document}/content    | yyyy nnyy
      GET    /api/staff/contracts/{id}/documents/{document}/report     | yyyy nnyy
      GET    /api/staff/contracts/{id}/documents/{document}/report.pdf | yyyy nnyy
      GET    /api/staff/contracts/{id}/documents/{document}/report.xml | yyyy nnyy
      GET    /api/staff/contracts/{id}/evidence.zip     | yyyy nnyy
      POST   /api/staff/contracts/{id}/conclusion       | fyyf nnyf
      POST   /api/staff/contracts/{id}/reminders        | yyyf nnyf
      PUT    /api/staff/contracts/{id}/deadline         | yyyf nnyf
      POST   /api/staff/contracts/{id}/withdrawal       | yyyf nnyf
      POST   /api/staff/contracts/{id}/repayment        | yyyf nnyf
      POST   /api/staff/contracts/{id}/cancellation     | yyyf nnyf

      GET    /api/staff/trail                           | fyyy fnyy
      GET    /api/staff/trail.csv                       | fyyy fnyy
      GET    /api/staff/trail.jsonl                     | fyyy fnyy
      GET    /api/staff/trail/actions                   | fyyy
      POST   /api/staff/trail/check                     | fyyy

      GET    /api/staff/operations                      | ffyy
      POST   /api/staff/operations/queues/{queue}/items/{id}/retry | ffyf
      POST   /api/staff/operations/queues/{queue}/items/{id}/park  | ffyf
      """;

  /** The same for topics of the live line. */
  private static final String TOPICS =
      """
      branch:{branch}     | yyyy nnyy
      queue:{branch}      | yyyy nnyy
      queue:all           | nnyy
      contract:{id}       | yyyy nnyy
      notices             | nnnn
      members             | nnnn
      request             | nnnn
      operations          | nnyy
      """;

  /** Before anybody is logged in, and on the way out. */
  private static final Set<String> FOR_ANYBODY =
      Set.of(
          "POST /api/staff/session", "DELETE /api/staff/session", "POST /api/staff/session/code");

  private static final List<StaffRole> ROLES = List.of(StaffRole.values());
  private static final Map<StaffRole, Browser> BROWSERS = new EnumMap<>(StaffRole.class);
  private static final List<Things> BRANCHES = new ArrayList<>();
  private static Office office;

  /** What one branch has to do with. */
  private record Things(
      Branch branch,
      Browser officer,
      People.Customer customer,
      JsonObject contract,
      String application,
      UUID check,
      String mandate,
      UUID revocation,
      Employers employers) {}

  /** An employer with its master user, and a reset that is decided on. */
  private record Employers(UUID employer, UUID master, UUID reset) {}

  @BeforeAll
  static void twoBranches() {
    office = new Office(WORLD);
    var own = things();
    BRANCHES.add(own);
    BRANCHES.add(things());
    for (var role : ROLES) {
      BROWSERS.put(role, new Browser(WORLD).loggedIn(office.people().clerk(own.branch(), role)));
    }
  }

  private static Things things() {
    var branch = office.people().branch();
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    var customer = office.representative(branch);
    var contract = office.counter().contract(officer, customer);
    String application = new Applicants(WORLD).submitted(Applicants.corporation(branch));
    var check = UUID.randomUUID();
    office.run(
        """
        insert into certificate_request
          (id, user_id, reason, identification, state, requested_by, created_at, moved_at)
        values ($1, $2, 'validity-extended', 'documents', 'under-review', 'test', now(), now())
        """,
        Tuple.of(check, customer.id()));
    String mandate =
        office.draft(
            office.browser(customer), Office.newUser(UserRole.SIGNER, "nobody@example.jp"));
    office.run(
        "update mandate set state = 'signed', signed_at = now() where id = $1",
        Tuple.of(UUID.fromString(mandate)));
    var revocation = UUID.randomUUID();
    office.run(
        """
        insert into revocation_order (id, branch_id, user_id, credential_id, serial, reason, state,
          filed_by, filed_at, decided_by, decided_at)
        select $1, $2, c.user_id, c.id, c.serial, 'requested', 'declined', s.id, now(), s.id, now()
        from credential c, (select id from staff limit 1) s where c.user_id = $3
        """,
        Tuple.of(revocation, branch.id(), customer.id()));
    return new Things(
        branch,
        officer,
        customer,
        contract,
        application,
        check,
        mandate,
        revocation,
        employers(branch));
  }

  private static Employers employers(Branch branch) {
    var made = new Employers(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    String number = EmployerNumber.of(500_000_000L + BRANCHES.size());
    office.run(
        """
        insert into employer (id, number, name, name_kana, name_latin, postal_code, address,
          branch_id, created_at)
        values ($1, $2, '見本', 'ミホン', 'Mihon', '1040028', '見本', $3, now())
        """,
        Tuple.of(made.employer(), number, branch.id()));
    office.run(
        """
        insert into employer_user (id, employer_id, role, password_hash, created_at)
        values ($1, $2, 'master', '', now())
        """,
        Tuple.of(made.master(), made.employer()));
    office.run(
        """
        insert into employer_reset (id, branch_id, employer_id, user_id, reason, paper_date, state,
          filed_by, filed_at, decided_by, decided_at)
        select $1, $2, $3, $4, 'id-forgotten', now(), 'declined', s.id, now(), s.id, now()
        from (select id from staff limit 1) s
        """,
        Tuple.of(made.reset(), branch.id(), made.employer(), made.master()));
    return made;
  }

  private static Browser browser(StaffRole role) {
    return Objects.requireNonNull(BROWSERS.get(role));
  }

  /** A line of a table. */
  private record Line(String what, List<String> columns) {
    char expected(int branch, StaffRole role) {
      return branch < columns.size() ? columns.get(branch).charAt(ROLES.indexOf(role)) : '-';
    }
  }

  private static List<Line> table(String table) {
    return table
        .lines()
        .filter(line -> !line.isBlank())
        .map(
            line -> {
              String[] halves = line.split("\\|");
              return new Line(
                  halves[0].strip().replaceAll("\\s+", " "),
                  List.of(halves[1].strip().split("\\s+")));
            })
        .toList();
  }

  private interface Question {
    int status(Browser browser, Things things);
  }

  private static void assertRights(Line line, Question question) {
    var wrong = new ArrayList<String>();
    for (int branch = 0; branch < BRANCHES.size(); branch++) {
      for (var role : ROLES) {
        char expected = line.expected(branch, role);
        int status = expected == '-' ? 0 : question.status(browser(role), BRANCHES.get(branch));
        if (expected != '-' && !fits(expected, status)) {
          String where = branch == 0 ? "own branch " : "other branch ";
          wrong.add(where + role + ": " + status + " instead of " + expected);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean fits(char expected, int status) {
    return switch (expected) {
      case 'y' -> status < 500 && !Set.of(401, 403, 404, 405, 415).contains(status);
      case 'f' -> status == 403;
      case 'n' -> status == 404;
      default -> throw new IllegalArgumentException(String.valueOf(expected));
    };
  }

  @TestFactory
  @DisplayName("STAFF-1: every operation")
  Stream<DynamicTest> everyOperation() {
    return table(TABLE).stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.what(),
                    () ->
                        assertRights(
                            line, (browser, things) -> ask(browser, line.what(), things))));
  }

  @TestFactory
  @DisplayName("LIVE-3: every live topic, at subscription")
  Stream<DynamicTest> everyTopic() {
    return table(TOPICS).stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.what(),
                    () ->
                        assertRights(
                            line,
                            (browser, things) ->
                                browser.get(poll(fill(line.what(), things))).status())));
  }

  private static String poll(String topic) {
    return "/api/live/poll?portal=staff&topic=" + topic;
  }

  @Test
  @DisplayName("Every operation of the staff's API has its row; none is there that is not")
  void complete() {
    var known = new TreeSet<>(FOR_ANYBODY);
    table(TABLE).forEach(line -> known.add(line.what()));
    assertThat(MemberRightsIT.operations(WORLD, true)).containsExactlyInAnyOrderElementsOf(known);
  }

  /** Asks so that whoever is let through changes nothing: stale versions, empty forms. */
  private static int ask(Browser browser, String operation, Things things) {
    String method = operation.substring(0, operation.indexOf(' '));
    String path = operation.substring(operation.indexOf(' ') + 1);
    var request = browser.request(path(operation, path, things));
    boolean pdf = operation.equals("POST /api/staff/uploads");
    request.setHeader("Content-Type", pdf ? "application/pdf" : "application/json");
    request.method(
        method,
        method.equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(
                pdf
                    ? "none"
                    : new JsonObject()
                        .put("version", 999)
                        .put("termsVersion", 999)
                        .put("borrower", true)
                        .put("reason", "requested")
                        .put("userId", things.customer().id().toString())
                        .put("branch", things.branch().code())
                        .encode()));
    return browser.send(request).status();
  }

  private static String path(String operation, String path, Things things) {
    String filled =
        switch (operation) {
          case "DELETE /api/staff/maintenance-windows/{id}" -> path.replace("{id}", window());
          case "GET /api/staff/uploads/{id}/content", "DELETE /api/staff/uploads/{id}" ->
              path.replace("{id}", office.counter().upload(things.officer()));
          case "DELETE /api/staff/walls/{id}" -> path.replace("{id}", wall(things));
          default -> fill(path, things);
        };
    return filled + query(operation, things);
  }

  private static String query(String operation, Things things) {
    return switch (operation) {
      case "GET /api/staff/dashboard",
          "GET /api/staff/queues",
          "GET /api/staff/officers",
          "GET /api/staff/trail",
          "GET /api/staff/trail.csv",
          "GET /api/staff/trail.jsonl",
          "GET /api/staff/walls",
          "POST /api/staff/walls" ->
          "?branch=" + things.branch().id();
      case "GET /api/staff/leaflet.pdf" -> "?branch=" + things.branch().code();
      case "DELETE /api/staff/faq/{id}", "DELETE /api/staff/users/{id}" -> "?version=0";
      case "POST /api/staff/uploads" -> "?name=a.pdf";
      default -> "";
    };
  }

  private static String fill(String path, Things things) {
    String id =
        path.contains("/contracts") || path.startsWith("contract:")
            ? things.contract().getString("id")
            : path.contains("/employers/users")
                ? things.employers().master().toString()
                : path.contains("/employers/")
                    ? things.employers().employer().toString()
                    : path.contains("/employer-resets")
                        ? things.employers().reset().toString()
                        : path.contains("/applications")
                            ? things.application()
                            : path.contains("/identity-checks")
                                ? things.check().toString()
                                : path.contains("/mandates")
                                    ? things.mandate()
                                    : path.contains("/organizations")
                                        ? things.customer().organization().toString()
                                        : path.contains("/revocations")
                                            ? things.revocation().toString()
                                            : path.contains("/faq")
                                                ? question()
                                                : things.customer().id().toString();
    return path.replace("{id}", id)
        .replace("{queue}", "outbox")
        .replace("{branch}", things.branch().id().toString())
        .replace("{file}", UUID.randomUUID().toString())
        .replace("{n}", "1")
        .replace(
            "{document}",
            things.contract().getJsonArray("documents").getJsonObject(1).getString("id"));
  }

  /** A wall display that is on. */
  private static String wall(Things things) {
    var id = UUID.randomUUID();
    office.run(
        """
        insert into wall (id, branch_id, name, token_hash, opened_by, opened_at, seen_at, expires_at)
        select $1, $2, 'x', uuid_send($1), s.id, now(), now(), 'infinity'
        from (select id from staff limit 1) s
        """,
        Tuple.of(id, things.branch().id()));
    return id.toString();
  }

  /** A window that nobody has deleted yet. */
  private static String window() {
    var from = WORLD.clock().instant().plus(Duration.ofDays(30));
    return browser(StaffRole.HEAD_OFFICE)
        .post(
            "/api/staff/maintenance-windows",
            new JsonObject()
                .put("from", from.toString())
                .put("until", from.plusSeconds(3600).toString())
                .put("note", ""))
        .json()
        .getString("id");
  }

  private static String question() {
    return browser(StaffRole.AUDITOR)
        .get("/api/staff/faq")
        .json()
        .getJsonArray("items")
        .getJsonObject(0)
        .getString("id");
  }

  @TestFactory
  @DisplayName("What another branch has stands in nobody's list but head office's and auditors'")
  Stream<DynamicTest> lists() {
    var other = BRANCHES.get(1);
    return Map.of(
            "/api/staff/contracts", other.contract().getString("id"),
            "/api/staff/contracts.csv", other.contract().getString("number"),
            "/api/staff/applications", other.application(),
            "/api/staff/branches", other.branch().id().toString(),
            "/api/staff/identity-checks", other.check().toString(),
            "/api/staff/organizations", other.customer().organization().toString(),
            "/api/staff/mandates?for=none", other.mandate())
        .entrySet()
        .stream()
        .map(
            list ->
                DynamicTest.dynamicTest(
                    list.getKey(),
                    () -> {
                      for (var role : List.of(StaffRole.OFFICER, StaffRole.APPROVER)) {
                        assertThat(browser(role).get(list.getKey()).http().body())
                            .as("%s", role)
                            .doesNotContain(list.getValue());
                      }
                    }));
  }

  @Test
  @DisplayName(
      "Attack: the cookie of a wall display at every operation and topic: its dashboard only")
  void wallDisplay() {
    var own = BRANCHES.getFirst();
    var clerk = new Browser(WORLD).loggedIn(office.people().clerk(own.branch(), StaffRole.OFFICER));
    var opened =
        clerk.post(
            "/api/staff/walls?branch=" + own.branch().id(), new JsonObject().put("name", "営業室"));
    assertThat(opened.status()).as(opened.http().body()).isEqualTo(201);
    assertThat(opened.setCookie("natsuin_wall"))
        .contains("HTTPOnly", "SameSite=Strict", "Max-Age=2592000");
    assertThat(clerk.cookie("natsuin_staff")).as("his own session ended").isEmpty();
    for (var line : table(TABLE)) {
      boolean its = Set.of("GET /api/staff/dashboard", "GET /api/staff/wall").contains(line.what());
      assertThat(ask(clerk, line.what(), own)).as(line.what()).isEqualTo(its ? 200 : 401);
    }
    assertThat(ask(clerk, "GET /api/staff/dashboard", BRANCHES.get(1))).isEqualTo(404);
    for (var line : table(TOPICS)) {
      boolean its = line.what().equals("branch:{branch}");
      assertThat(clerk.get(poll(fill(line.what(), own))).status())
          .as(line.what())
          .isEqualTo(its ? 200 : 404);
    }
    assertThat(clerk.get(poll(fill("branch:{branch}", BRANCHES.get(1)))).status()).isEqualTo(404);
    assertThat(clerk.get("/api/live/poll?portal=mypage&topic=notices").status()).isEqualTo(401);
  }

  @Test
  @DisplayName(
      "Attack: rights taken away while watching: moved to another branch, or logged out, the next"
          + " question is refused (LIVE-3)")
  void takenAwayWhileWatching() {
    var own = BRANCHES.getFirst();
    var clerk = office.people().clerk(own.branch(), StaffRole.APPROVER);
    var browser = new Browser(WORLD).loggedIn(clerk);
    var topics = List.of("branch:{branch}", "queue:{branch}", "contract:{id}");
    for (String topic : topics) {
      assertThat(browser.get(poll(fill(topic, own))).status()).as(topic).isEqualTo(200);
    }
    office.run(
        "update staff set branch_id = $2 where id = $1",
        Tuple.of(clerk.id(), BRANCHES.get(1).branch().id()));
    for (String topic : topics) {
      assertThat(browser.get(poll(fill(topic, own))).status()).as(topic).isEqualTo(404);
      assertThat(browser.get(poll(fill(topic, BRANCHES.get(1)))).status()).isEqualTo(200);
    }
    office.run("update staff set role = 'auditor' where id = $1", Tuple.of(clerk.id()));
    assertThat(browser.get(poll("queue:all")).status()).isEqualTo(200);
    assertThat(ask(browser, "POST /api/staff/contracts/{id}/care", own)).isEqualTo(403);
    office.run("update session set ended_at = now() where subject_id = $1", Tuple.of(clerk.id()));
    await().untilAsserted(() -> assertThat(browser.get(poll("queue:all")).status()).isEqualTo(401));
  }
}
