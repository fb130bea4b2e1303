package natsuin.identity;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.requests.CertificateRequest;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.awaitility.Awaitility;

/** A branch's counter: customers with open requests, and what they do over the API. */
final class Counter {
  static final String REQUEST = "/api/certificate-request";
  private final World world;
  final People people;

  Counter(World world) {
    this.world = world;
    this.people = new People(world);
  }

  /** A customer who has been asked for documents, logged in. */
  final class Visitor {
    final People.Customer customer;
    final CertificateRequest request;
    final Browser browser;

    Visitor(Branch branch, Identification identification) {
      this.customer = people.customer(branch, UserRole.REPRESENTATIVE, null);
      this.request = open(customer, identification);
      this.browser = new Browser(world).loggedIn(customer);
    }

    JsonObject view() {
      return browser.get(REQUEST).json();
    }

    void agree() {
      browser.get("/api/consent.pdf");
      var sha256 = view().getJsonObject("consent").getString("sha256");
      browser.put(REQUEST + "/consent", new JsonObject().put("sha256", sha256));
    }

    Browser.Answer upload(String part, String kind, int position, String name, byte[] content) {
      return browser.send(
          browser
              .request(
                  "%s/files?part=%s&kind=%s&position=%d".formatted(REQUEST, part, kind, position))
              .setHeader("Content-Type", "application/octet-stream")
              .setHeader(
                  "X-File-Name",
                  URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
              .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    /** The first file of this part, once its state is one of these. */
    JsonObject becomes(String part, String... states) {
      return Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> file(part), file -> List.of(states).contains(file.getString("state", "")));
    }

    JsonObject file(String part) {
      return view().getJsonArray("parts").stream()
          .map(JsonObject.class::cast)
          .filter(p -> p.getString("part").equals(part))
          .flatMap(p -> p.getJsonArray("files").stream())
          .map(JsonObject.class::cast)
          .findFirst()
          .orElse(new JsonObject());
    }

    Browser.Answer submit() {
      return browser.post(
          REQUEST + "/submission", new JsonObject().put("version", view().getInteger("version")));
    }

    /** Everything from the consent to 「送信」. */
    void sendsAll(byte[] passport, byte[] card) {
      agree();
      upload("identity", "passport", 1, "旅券.png", passport);
      upload("employment", "business-card", 1, "名刺.jpg", card);
      becomes("identity", "clean");
      becomes("employment", "clean");
      var answer = submit();
      if (answer.status() != 200) {
        throw new AssertionError(answer.http().body());
      }
    }
  }

  Visitor visitor(Branch branch) {
    return new Visitor(branch, Identification.DOCUMENTS);
  }

  Browser staff(Branch branch, StaffRole role) {
    return new Browser(world).loggedIn(people.clerk(branch, role));
  }

  CertificateRequest open(People.Customer customer, Identification identification) {
    var requests =
        new CertificateRequests(new Audit(world.clock()), new Announcements(), world.clock());
    return world
        .database()
        .tx(
            tx ->
                requests.open(
                    tx,
                    new Actor.Service("test"),
                    customer.id(),
                    RequestReason.FIRST,
                    identification))
        .await();
  }

  static String check(UUID request) {
    return "/api/staff/identity-checks/" + request;
  }
}
