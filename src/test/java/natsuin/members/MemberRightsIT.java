package natsuin.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who may do what to whom: four roles, every operation of the customers' API, one's own, a
 * colleague's and another organization's (USER-2). An operation without a row fails.
 */
@DisplayName(
    "Rights of customers: four roles, every operation, own, colleague's, another's (USER-2)")
class MemberRightsIT {
  @RegisterExtension static final World WORLD = new World();

  /**
   * Columns: own, a colleague's, another organization's; in each representative, administrator,
   * signer, viewer. y: let through, whatever comes of it; f: 403; n: 404, as if there were none; x:
   * 403 or 404; -: there is no such thing. Where nobody is acted on, there is one column.
   */
  private static final String TABLE =
      """
      GET    /api/session                                   | yyyy
      PUT    /api/session/language                          | yyyy
      PUT    /api/password                                  | yyyy
      GET    /api/notices                                   | yyyy
      PUT    /api/notices/{id}/read                         | yyyy yyyy yyyy
      GET    /api/faq                                       | yyyy
      GET    /api/live/poll                                 | yyy- yynn nnnn

      GET    /api/organization                              | yyyy
      PUT    /api/organization                              | yyff
      POST   /api/users                                     | yyff
      GET    /api/users/{id}                                | yyyy yynn nnnn
      PUT    /api/users/{id}                                | yyyy yynn nnnn
      DELETE /api/users/{id}                                | ffff yynn nnnn
      POST   /api/users/{id}/temporary-password             | ffff yynn nnnn

      GET    /api/users/{id}/signing                        | yyyf yynn nnnn
      POST   /api/users/{id}/certificate-requests           | yyyf yynn nnnn
      PUT    /api/users/{id}/pin-lock                       | ffff yynn nnnn
      DELETE /api/users/{id}/pin-lock                       | ffff yynn nnnn
      PUT    /api/pin                                       | yyyf
      PUT    /api/certificate-request/pin                   | yyyf
      GET    /api/certificate-request/issuance              | yyyy
      POST   /api/certificate-request/issuance              | yyyf

      GET    /api/certificate-request                       | yyyn
      GET    /api/consent.pdf                               | yyyy
      PUT    /api/certificate-request/consent               | yyyn
      POST   /api/certificate-request/files                 | yyyn
      DELETE /api/certificate-request/files/{id}            | ---- nnnn nnnn
      POST   /api/certificate-request/submission            | yyyn

      POST   /api/mandates                                  | yyff
      POST   /api/mandates/files                            | yyyf
      GET    /api/mandates/blank.pdf                        | yyyy
      GET    /api/mandates/{id}                             | yy-- yynn nnnn
      DELETE /api/mandates/{id}                             | ---- xxxx nnnx
      GET    /api/mandates/{id}/content                     | yy-- yynn nnnn
      POST   /api/mandates/{id}/signature-requests          | yy-- xxxx nnxx
      POST   /api/mandates/{id}/signature-requests/{request}/code        | ---- xxxx xxxx
      POST   /api/mandates/{id}/signature-requests/{request}/code/resend | ---- xxxx xxxx
      POST   /api/mandates/{id}/signature-requests/{request}/signature   | ---- xxxx xxxx

      GET    /api/contracts                                 | yyyy
      GET    /api/contracts.csv                             | yyyy
      GET    /api/contracts/{id}                            | yyy- yynn nnnn
      GET    /api/contracts/{id}/documents/{document}/content    | yyy- yynn nnnn
      GET    /api/contracts/{id}/documents/{document}/report     | yyy- yynn nnnn
      GET    /api/contracts/{id}/documents/{document}/report.pdf | yyy- yynn nnnn
      GET    /api/contracts/{id}/documents/{document}/report.xml | yyy- yynn nnnn
      GET    /api/contracts/{id}/evidence.zip               | yyy- yynn nnnn
      PUT    /api/contracts/{id}/acknowledgements/{what}    | yyy- ffnn nnnn
      DELETE /api/contracts/{id}/acknowledgements/{what}    | yyy- ffnn nnnn
      POST   /api/contracts/{id}/signature-requests         | yyy- xxnx nnnx
      POST   /api/contracts/{id}/signature-requests/{request}/code        | ---- xxxx nnnn
      POST   /api/contracts/{id}/signature-requests/{request}/code/resend | ---- xxxx nnnn
      POST   /api/contracts/{id}/signature-requests/{request}/signature   | ---- xxxx nnnn
      POST   /api/contracts/{id}/refusal                    | yyy- ffnn nnnn
      """;

  /**
   * For everybody, or before anybody is logged in; none of them acts on an organization's things.
   */
  private static final Set<String> FOR_ANYBODY =
      Set.of(
          "GET /api/service",
          "GET /api/fields.json",
          "GET /api/branches",
          "POST /api/session",
          "DELETE /api/session",
          "POST /api/session/code",
          "POST /api/password-recovery",
          "PUT /api/password-recovery",
          "POST /api/applications",
          "POST /api/verifications",
          "GET /api/applications/current",
          "PUT /api/applications/current",
          "DELETE /api/applications/current",
          "POST /api/applications/current/code");

  /** Speaks WebSocket; its topics are those of {@code /api/live/poll}. */
  private static final Set<String> TRIED_ELSEWHERE = Set.of("GET /api/live");

  private static final List<UserRole> ROLES = List.of(UserRole.values());
  private static Office office;
  private static Branch branch;
  private static final Map<UserRole, People.Customer> ACTORS = new EnumMap<>(UserRole.class);
  private static final Map<UserRole, Browser> BROWSERS = new EnumMap<>(UserRole.class);
  private static final Map<UserRole, String> OWN_MANDATES = new EnumMap<>(UserRole.class);
  private static People.Customer colleague;
  private static People.Customer stranger;
  private static JsonObject ownContract;
  private static JsonObject colleaguesContract;
  private static JsonObject foreignContract;
  private static String colleaguesMandate;
  private static String foreignMandate;
  private static String consent;

  private enum Whose {
    OWN,
    COLLEAGUES,
    FOREIGN
  }

  @BeforeAll
  static void twoOrganizations() {
    office = new Office(WORLD);
    branch = office.people().branch();
    var boss = office.representative(branch);
    for (var role : ROLES) {
      var actor = role == UserRole.REPRESENTATIVE ? boss : office.colleague(boss, role);
      ACTORS.put(role, actor);
      BROWSERS.put(role, office.browser(actor));
      if (role != UserRole.VIEWER) {
        openRequest(actor);
      }
    }
    colleague = office.people().colleague(boss, UserRole.SIGNER);
    var certified = office.colleague(boss, UserRole.ADMINISTRATOR);
    stranger = office.representative(branch);
    var officer = new Browser(WORLD).loggedIn(office.people().clerk(branch, StaffRole.OFFICER));
    ownContract =
        office
            .counter()
            .contract(
                officer,
                actor(UserRole.REPRESENTATIVE),
                actor(UserRole.ADMINISTRATOR),
                actor(UserRole.SIGNER));
    colleaguesContract = office.counter().contract(officer, certified);
    foreignContract = office.counter().contract(officer, stranger);
    var form = Office.newUser(UserRole.SIGNER, "nobody@example.jp");
    for (var role : List.of(UserRole.REPRESENTATIVE, UserRole.ADMINISTRATOR)) {
      OWN_MANDATES.put(role, office.draft(browser(role), form));
    }
    colleaguesMandate = office.draft(office.browser(certified), form);
    foreignMandate = office.draft(office.browser(stranger), form);
    consent =
        browser(UserRole.SIGNER)
            .get("/api/certificate-request")
            .json()
            .getJsonObject("consent")
            .getString("sha256");
  }

  private static void openRequest(People.Customer of) {
    office.run(
        """
        insert into certificate_request
          (id, user_id, reason, identification, state, requested_by, created_at, moved_at)
        values (gen_random_uuid(), $1, 'validity-extended', 'documents', 'documents-due', 'test',
          now(), now())
        """,
        Tuple.of(of.id()));
  }

  private static People.Customer actor(UserRole role) {
    return java.util.Objects.requireNonNull(ACTORS.get(role));
  }

  private static Browser browser(UserRole role) {
    return java.util.Objects.requireNonNull(BROWSERS.get(role));
  }

  /** A line of the table. */
  private record Line(String method, String path, List<String> columns) {
    String operation() {
      return method + " " + path;
    }

    char expected(Whose whose, UserRole role) {
      int column = List.of(Whose.values()).indexOf(whose);
      return column < columns.size() ? columns.get(column).charAt(ROLES.indexOf(role)) : '-';
    }
  }

  private static List<Line> table() {
    return TABLE
        .lines()
        .filter(line -> !line.isBlank())
        .map(
            line -> {
              String[] halves = line.split("\\|");
              String[] operation = halves[0].strip().split("\\s+");
              return new Line(operation[0], operation[1], List.of(halves[1].strip().split("\\s+")));
            })
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> everyOperation() {
    return table().stream()
        .map(line -> DynamicTest.dynamicTest(line.operation(), () -> assertRights(line)));
  }

  private static void assertRights(Line line) {
    var wrong = new ArrayList<String>();
    for (var whose : Whose.values()) {
      for (var role : ROLES) {
        char expected = line.expected(whose, role);
        if (expected != '-') {
          int status = ask(browser(role), line, whose, role);
          if (!fits(expected, status)) {
            wrong.add(whose + " " + role + ": " + status + " instead of " + expected);
          }
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
      case 'x' -> status == 403 || status == 404;
      default -> throw new IllegalArgumentException(String.valueOf(expected));
    };
  }

  /** Asks so that whoever is let through changes nothing: stale versions, empty forms. */
  private static int ask(Browser browser, Line line, Whose whose, UserRole role) {
    String path = fill(line.path(), whose, role) + query(line, whose);
    var request = browser.request(path);
    boolean raw = line.path().endsWith("/files");
    request.setHeader("Content-Type", raw ? "application/octet-stream" : "application/json");
    if (raw) {
      request.setHeader("X-File-Name", "a.exe");
    }
    request.method(
        line.method(),
        line.method().equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(
                raw
                    ? "MZ"
                    : new JsonObject()
                        .put("version", 0)
                        .put("sha256", consent)
                        .put("reason", "none")
                        .put("purpose", "new-user")
                        .put("comment", "")
                        .put("pin", "")
                        .put("code", "000000")
                        .encode()));
    return browser.send(request).status();
  }

  private static String query(Line line, Whose whose) {
    return switch (line.operation()) {
      case "DELETE /api/users/{id}" -> "?version=0";
      case "GET /api/contracts" -> "?list=to-sign";
      case "POST /api/certificate-request/files" ->
          "?part=identity&kind=driving-licence&position=1";
      case "POST /api/mandates/files" -> "?purpose=certificate-request";
      case "GET /api/live/poll" ->
          "?portal=mypage&topic=contract:" + contract(whose).getString("id");
      default -> "";
    };
  }

  private static String fill(String path, Whose whose, UserRole role) {
    String id =
        path.startsWith("/api/contracts")
            ? contract(whose).getString("id")
            : path.startsWith("/api/mandates")
                ? mandate(whose, role)
                : user(whose, role).id().toString();
    return path.replace("{id}", id)
        .replace("{file}", UUID.randomUUID().toString())
        .replace("{n}", "1")
        .replace("{queue}", "outbox")
        .replace("{request}", UUID.randomUUID().toString())
        .replace("{what}", "explanation")
        .replace(
            "{document}",
            contract(whose).getJsonArray("documents").getJsonObject(1).getString("id"));
  }

  private static JsonObject contract(Whose whose) {
    return switch (whose) {
      case OWN -> ownContract;
      case COLLEAGUES -> colleaguesContract;
      case FOREIGN -> foreignContract;
    };
  }

  private static String mandate(Whose whose, UserRole role) {
    return switch (whose) {
      case OWN -> OWN_MANDATES.getOrDefault(role, "none");
      case COLLEAGUES -> colleaguesMandate;
      case FOREIGN -> foreignMandate;
    };
  }

  private static People.Customer user(Whose whose, UserRole role) {
    return switch (whose) {
      case OWN -> actor(role);
      case COLLEAGUES -> colleague;
      case FOREIGN -> stranger;
    };
  }

  @Test
  @DisplayName("Every operation of the customers' API has its row; none is there that is not")
  void complete() {
    var known = new TreeSet<>(FOR_ANYBODY);
    known.addAll(TRIED_ELSEWHERE);
    table().forEach(line -> known.add(line.operation()));
    assertThat(operations(WORLD, false)).containsExactlyInAnyOrderElementsOf(known);
  }

  /** As the API describes itself. */
  static Set<String> operations(World world, boolean staff) {
    var paths = new JsonObject(world.get("/api/openapi.json").body()).getJsonObject("paths");
    return paths.stream()
        .filter(path -> path.getKey().startsWith("/api/staff") == staff)
        // Employers' users have a table of their own: EmployerRightsIT.
        .filter(path -> !path.getKey().startsWith("/api/employer/"))
        .flatMap(
            path ->
                ((JsonObject) path.getValue())
                    .stream()
                        .filter(
                            operation ->
                                Set.of("get", "put", "post", "delete").contains(operation.getKey()))
                        .map(
                            operation ->
                                operation.getKey().toUpperCase(java.util.Locale.ROOT)
                                    + " "
                                    + path.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("Attack: a customer at every operation of the staff's: nobody is logged in there")
  void customersAtTheStaffsApi() {
    for (var operation : operations(WORLD, true)) {
      if (!operation.contains("/api/staff/session")) {
        assertThat(plain(browser(UserRole.REPRESENTATIVE), operation)).as(operation).isEqualTo(401);
      }
    }
  }

  @Test
  @DisplayName("Attack: staff of every role at every operation of the customers': the same")
  void staffAtTheCustomersApi() {
    for (var role : StaffRole.values()) {
      var staff = new Browser(WORLD).loggedIn(office.people().clerk(branch, role));
      staff.withCookie("natsuin_mypage", staff.cookie("natsuin_staff"));
      assertNobody(staff);
    }
  }

  @Test
  @DisplayName("Attack: the session of a user who was deleted, at every operation (USER-4)")
  void deleted() {
    for (var role : ROLES) {
      var gone = office.people().colleague(actor(UserRole.REPRESENTATIVE), role);
      var session = office.browser(gone);
      office.run("update app_user set deleted_at = now() where id = $1", Tuple.of(gone.id()));
      assertNobody(session);
    }
  }

  private static void assertNobody(Browser browser) {
    for (var line : table()) {
      if (!line.operation().equals("GET /api/faq")) {
        assertThat(plain(browser, line.operation())).as(line.operation()).isEqualTo(401);
      }
    }
  }

  /** Asked with things of the first organization. */
  private static int plain(Browser browser, String operation) {
    String[] parts = operation.split(" ");
    return ask(
        browser,
        new Line(parts[0], parts[1], List.of()),
        Whose.COLLEAGUES,
        UserRole.REPRESENTATIVE);
  }

  @Test
  @DisplayName("A role that changes under a living session counts from the next request on")
  void changedRole() {
    var person = office.people().colleague(actor(UserRole.REPRESENTATIVE), UserRole.ADMINISTRATOR);
    var session = office.browser(person);
    String path = "/api/users/" + colleague.id();
    assertThat(session.get(path).status()).isEqualTo(200);
    office.run("update app_user set role = 'viewer' where id = $1", Tuple.of(person.id()));
    assertThat(session.get(path).status()).isEqualTo(404);
    assertThat(session.delete(path + "?version=1").status()).isEqualTo(404);
    assertThat(session.post("/api/users", new JsonObject()).status()).isEqualTo(403);
    assertThat(session.put("/api/organization", new JsonObject()).status()).isEqualTo(403);
    assertThat(Office.account(session).getJsonArray("users")).hasSize(1);
    assertThat(poll(session).getJsonArray("users")).as("live").hasSize(1);
  }

  @Test
  @DisplayName(
      "An organization that changes under a living session counts from the next request on")
  void changedOrganization() {
    var person = office.people().colleague(actor(UserRole.REPRESENTATIVE), UserRole.ADMINISTRATOR);
    var session = office.browser(person);
    office.run(
        "update app_user set organization_id = $2 where id = $1",
        Tuple.of(person.id(), stranger.organization()));
    assertThat(session.get("/api/users/" + colleague.id()).status()).isEqualTo(404);
    assertThat(session.get("/api/contracts/" + ownContract.getString("id")).status())
        .isEqualTo(404);
    assertThat(Office.account(session).getJsonObject("organization").getString("id"))
        .isEqualTo(stranger.organization().toString());
    office.run("update app_user set deleted_at = now() where id = $1", Tuple.of(person.id()));
  }

  private static JsonObject poll(Browser browser) {
    return browser
        .get("/api/live/poll?portal=mypage&topic=members")
        .json()
        .getJsonArray("frames")
        .getJsonObject(0)
        .getJsonObject("data");
  }

  @Test
  @DisplayName("Attack: another user's notice is not marked as read by whoever knows its name")
  void noticesOfOthers() {
    var id =
        office
            .run(
                "select id from notice where user_id = $1 and read_at is null limit 1",
                Tuple.of(stranger.id()))
            .getFirst()
            .getUUID(0);
    assertThat(browser(UserRole.REPRESENTATIVE).put("/api/notices/" + id + "/read").status())
        .isEqualTo(204);
    assertThat(office.text("select read_at from notice where id = $1", id)).isEqualTo("null");
  }
}
