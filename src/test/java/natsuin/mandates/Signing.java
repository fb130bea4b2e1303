package natsuin.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;

/** People who give powers of attorney in tests, and the steps of it. */
final class Signing {
  private final World world;
  private final People people;
  private final Certifier certifier;
  private final Branch branch;

  Signing(World world) {
    this.world = world;
    this.people = new People(world);
    this.certifier = new Certifier(world);
    this.branch = people.branch();
  }

  /** Somebody at his browser. */
  record Seat(People.Customer person, Browser browser) {}

  People people() {
    return people;
  }

  Branch branch() {
    return branch;
  }

  Seat representative() {
    return certified(people.customer(branch, UserRole.REPRESENTATIVE, null));
  }

  Seat colleague(Seat of, UserRole role) {
    return certified(people.colleague(of.person(), role));
  }

  private Seat certified(People.Customer person) {
    certifier.certify(person.id());
    return new Seat(person, new Browser(world).loggedIn(person));
  }

  static JsonObject newcomer(String familyName) {
    return new JsonObject()
        .put("purpose", "new-user")
        .put(
            "agent",
            new JsonObject()
                .put("familyName", familyName)
                .put("givenName", "次郎")
                .put("familyKana", "ミホン")
                .put("givenKana", "ジロウ")
                .put("role", "administrator"));
  }

  static Agent agent(String familyName) {
    return Agent.newcomer(familyName, "次郎", "ミホン", "ジロウ", UserRole.ADMINISTRATOR);
  }

  String drafts(Seat seat) {
    var answer = seat.browser().post("/api/mandates", newcomer("見本"));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  static String path(String mandate) {
    return "/api/mandates/" + mandate;
  }

  /** A request under way, and the code that was mailed for it. */
  record Asked(String mandate, String request, String code) {
    String path() {
      return Signing.path(mandate) + "/signature-requests/" + request;
    }
  }

  Browser.Answer pin(Seat seat, String mandate, String pin) {
    return seat.browser()
        .post(path(mandate) + "/signature-requests", new JsonObject().put("pin", pin));
  }

  Asked asks(Seat seat, String mandate) {
    int mails = world.mailTo(seat.person().email()).size();
    var answer = pin(seat, mandate, Certifier.PIN);
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
    String request = answer.json().getJsonObject("request").getString("id");
    return new Asked(mandate, request, seat.browser().nextCode(seat.person().email(), mails));
  }

  static Browser.Answer code(Seat seat, Asked asked, String code) {
    return seat.browser().post(asked.path() + "/code", new JsonObject().put("code", code));
  }

  Asked authorizes(Seat seat, String mandate) {
    var asked = asks(seat, mandate);
    var answer = code(seat, asked, asked.code());
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().getString("step")).isEqualTo("sign");
    return asked;
  }

  static Browser.Answer signs(Seat seat, Asked asked) {
    return seat.browser().post(asked.path() + "/signature");
  }

  /** Draft, PIN, code, 「電子署名」. */
  String signed(Seat seat) {
    String mandate = drafts(seat);
    var answer = signs(seat, authorizes(seat, mandate));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return mandate;
  }
}
