package natsuin.members;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import natsuin.contracts.Counter;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;

/** A customer's office in tests: people with certificates, the forms that they fill in. */
final class Office {
  private final World world;
  private final Counter counter;
  private final Certifier certifier;

  Office(World world) {
    this.world = world;
    this.counter = new Counter(world);
    this.certifier = new Certifier(world);
  }

  People people() {
    return counter.people();
  }

  Counter counter() {
    return counter;
  }

  /** A corporation's representative, with a certificate. */
  People.Customer representative() {
    return representative(people().branch());
  }

  People.Customer representative(Branch branch) {
    var boss = people().customer(branch, UserRole.REPRESENTATIVE, null);
    certifier.certify(boss.id());
    return boss;
  }

  /** A colleague with a certificate, if the role has one. */
  People.Customer colleague(People.Customer of, UserRole role) {
    var colleague = people().colleague(of, role);
    if (role != UserRole.VIEWER) {
      certifier.certify(colleague.id());
    }
    return colleague;
  }

  Browser browser(People.Customer customer) {
    return new Browser(world).loggedIn(customer);
  }

  /** The account page's data. */
  static JsonObject account(Browser browser) {
    return browser.get("/api/organization").json();
  }

  static JsonObject card(Browser browser, People.Customer of) {
    return account(browser).getJsonArray("users").stream()
        .map(JsonObject.class::cast)
        .filter(card -> card.getString("id").equals(of.id().toString()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no card of " + of));
  }

  static List<String> actions(Browser browser, People.Customer of) {
    return texts(card(browser, of).getJsonArray("actions"));
  }

  static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }

  /** The organization as its form would be sent, nothing changed. */
  static JsonObject organizationForm(Browser browser) {
    return organizationForm(account(browser).getJsonObject("organization"));
  }

  static JsonObject organizationForm(JsonObject organization) {
    return new JsonObject()
        .put("version", organization.getInteger("version"))
        .put("name", organization.getString("name"))
        .put("nameKana", organization.getString("nameKana"))
        .put("nameLatin", organization.getString("nameLatin"))
        .put("postalCode", "1000001")
        .put("address", organization.getString("address"))
        .put("establishedOn", "1998-04-01")
        .put("telephone", "0312345678");
  }

  /** A user as the form would be sent, nothing changed. */
  static JsonObject userForm(Browser browser, People.Customer of) {
    var user = browser.get("/api/users/" + of.id()).json();
    return new JsonObject()
        .put("version", user.getInteger("version"))
        .put("familyName", user.getString("familyName"))
        .put("givenName", user.getString("givenName"))
        .put("familyKana", "ミホン")
        .put("givenKana", "タロウ")
        .put("familyLatin", user.getString("familyLatin"))
        .put("givenLatin", user.getString("givenLatin"))
        .put("birthDate", "1980-02-29")
        .put("mobile", "09012345678")
        .put("email", user.getString("email"))
        .put("emailAgain", user.getString("email"))
        .put("department", "")
        .put("title", user.getString("title"))
        .put("personalSignature", false);
  }

  static JsonObject withEmail(JsonObject form, String email) {
    return form.put("email", email).put("emailAgain", email);
  }

  /** The form for a new user. */
  static JsonObject newUser(UserRole role, String email) {
    return new JsonObject()
        .put("familyName", "新田")
        .put("givenName", "花子")
        .put("familyKana", "ニッタ")
        .put("givenKana", "ハナコ")
        .put("familyLatin", "Nitta")
        .put("givenLatin", "Hanako")
        .put("birthDate", "1990-12-31")
        .put("mobile", "08098765432")
        .put("email", email)
        .put("emailAgain", email)
        .put("department", "総務部")
        .put("title", "部長")
        .put("role", role.code())
        .put("personalSignature", false)
        .put("identification", "documents");
  }

  /** A power of attorney for the person in that form, drafted and not signed. */
  String draft(Browser browser, JsonObject form) {
    var agent = new JsonObject();
    for (String field : List.of("familyName", "givenName", "familyKana", "givenKana", "role")) {
      agent.put(field, form.getString(field));
    }
    return created(
        browser.post(
            "/api/mandates", new JsonObject().put("purpose", "new-user").put("agent", agent)));
  }

  /** The same, signed on the spot with PIN and code. */
  String mandate(Browser browser, People.Customer grantor, JsonObject form) {
    String mandate = draft(browser, form);
    int mails = world.mailTo(grantor.email()).size();
    String requests = "/api/mandates/" + mandate + "/signature-requests";
    var asked = browser.post(requests, new JsonObject().put("pin", Certifier.PIN)).json();
    String request = requests + "/" + asked.getJsonObject("request").getString("id");
    String code = browser.nextCode(grantor.email(), mails);
    browser.post(request + "/code", new JsonObject().put("code", code));
    var signed = browser.post(request + "/signature");
    if (signed.status() != 200) {
      throw new AssertionError(signed.http().body());
    }
    return mandate;
  }

  private static String created(Browser.Answer answer) {
    if (answer.status() != 201) {
      throw new AssertionError(answer.status() + " " + answer.http().body());
    }
    return answer.json().getString("id");
  }

  /** Deletes as the page does it. */
  static Browser.Answer delete(Browser browser, People.Customer user) {
    var seen = browser.get("/api/users/" + user.id());
    int version = seen.status() == 200 ? seen.json().getInteger("version") : 1;
    return browser.delete("/api/users/" + user.id() + "?version=" + version);
  }

  void setOrganization(People.Customer of, String assignment, Object value) {
    run(
        "update organization set " + assignment + " where id = $1",
        Tuple.of(of.organization(), value));
  }

  /** What stands in the database. */
  List<Row> run(String sql, Tuple values) {
    return world.database().client().preparedQuery(sql).execute(values).await().stream().toList();
  }

  String text(String sql, UUID id) {
    var rows = run(sql, Tuple.of(id));
    return rows.isEmpty() ? "" : String.valueOf(rows.getFirst().getValue(0));
  }

  /** The state of the newest certificate of this user: issued, revoked. */
  String certificate(People.Customer of) {
    return text(
        "select state from certificate where user_id = $1 order by created_at desc limit 1",
        of.id());
  }

  /** Reason and state of the open request. */
  String openRequest(People.Customer of) {
    return text(
        """
        select reason || ' ' || state from certificate_request
        where user_id = $1 and state not in ('issued', 'cancelled')
        """,
        of.id());
  }
}
