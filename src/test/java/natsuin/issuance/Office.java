package natsuin.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;
import natsuin.requests.CertificateRequest;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.requests.RequestState;
import natsuin.testkit.Browser;
import natsuin.testkit.Certifier;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;

/** People on their way to a certificate in tests, and what the branch does for them. */
final class Office {
  static final String PIN = "Fresh1Pin";
  private static final Actor BRANCH = new Actor.Service("test");

  private final World world;
  private final People people;
  private final Certifier certifier;
  private final Branch branch;
  private final CertificateRequests requests;

  Office(World world) {
    this.world = world;
    this.people = new People(world);
    this.certifier = new Certifier(world);
    this.branch = people.branch();
    this.requests =
        new CertificateRequests(new Audit(world.clock()), new Announcements(), world.clock());
  }

  /** Somebody at his browser. */
  record Seat(People.Customer person, Browser browser) {
    String path(String rest) {
      return "/api/users/" + person.id() + rest;
    }
  }

  People people() {
    return people;
  }

  /** A representative without a certificate. */
  Seat representative() {
    return seat(people.customer(branch, UserRole.REPRESENTATIVE, null));
  }

  Seat colleague(Seat of, UserRole role) {
    return seat(people.colleague(of.person(), role));
  }

  private Seat seat(People.Customer person) {
    return new Seat(person, new Browser(world).loggedIn(person));
  }

  Browser otherBrowser(Seat seat) {
    return new Browser(world).loggedIn(seat.person());
  }

  /** With a certificate that opens with {@link Certifier#PIN}. */
  Seat certified(Seat seat) {
    certifier.certify(seat.person().id());
    return seat;
  }

  /** Opens a request that the branch has approved at once. */
  CertificateRequest pinDue(Seat seat, RequestReason reason) {
    return world
        .database()
        .tx(
            tx ->
                requests
                    .open(tx, BRANCH, seat.person().id(), reason, Identification.FACE_TO_FACE)
                    .compose(
                        request -> requests.move(tx, BRANCH, request, RequestState.PIN_DUE, null)))
        .await();
  }

  /** The branch approves what is open. */
  void approves(Seat seat) {
    world
        .database()
        .client()
        .preparedQuery(
            """
            update certificate_request set state = 'pin-due', version = version + 1
            where user_id = $1 and state not in ('issued', 'cancelled')
            """)
        .execute(Tuple.of(seat.person().id()))
        .await();
  }

  void cancels(Seat seat) {
    world.database().tx(tx -> requests.cancel(tx, BRANCH, seat.person().id())).await();
  }

  Browser.Answer registers(Seat seat, String pin) {
    return seat.browser().put("/api/certificate-request/pin", new JsonObject().put("pin", pin));
  }

  Browser.Answer issues(Seat seat) {
    return seat.browser().post("/api/certificate-request/issuance");
  }

  JsonObject own(Seat seat) {
    return seat.browser().get("/api/certificate-request/issuance").json();
  }

  /** Registers, issues and waits. */
  String getsCertificate(Seat seat, String pin) {
    var registered = registers(seat, pin);
    assertThat(registered.status()).as(registered.http().body()).isEqualTo(200);
    assertThat(issues(seat).status()).isEqualTo(202);
    return awaitIssued(seat);
  }

  String awaitIssued(Seat seat) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !own(seat).containsKey("request") && own(seat).containsKey("credential"));
    return own(seat).getJsonObject("credential").getString("credentialId");
  }

  long count(String sql, Object... values) {
    var rows = world.database().client().preparedQuery(sql).execute(Tuple.from(values)).await();
    return rows.iterator().next().getLong(0);
  }
}
