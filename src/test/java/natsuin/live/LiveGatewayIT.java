package natsuin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import natsuin.boot.Node;
import natsuin.contracts.Counter;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.testkit.Browser;
import natsuin.testkit.Chromium;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live line as browsers have it: real sockets, real sessions, two nodes. */
class LiveGatewayIT {
  @RegisterExtension static final World WORLD = new World();
  private static @Nullable Node secondNode;
  private static @Nullable Counter counter;

  @BeforeAll
  static void twoNodes() throws IOException {
    secondNode = WORLD.anotherNode();
    counter = new Counter(WORLD);
  }

  private static Counter counter() {
    return Objects.requireNonNull(counter);
  }

  private static URI first() {
    return WORLD.url("/");
  }

  private static URI second() {
    return WORLD.url(Objects.requireNonNull(secondNode), "/");
  }

  private static Browser clerk(Branch branch, StaffRole role) {
    return new Browser(WORLD).loggedIn(counter().people().clerk(branch, role));
  }

  private static LiveClient staffSocket(URI where, Browser browser) {
    return LiveClient.connect(where, "staff", browser.cookie("natsuin_staff"));
  }

  private static LiveClient customerSocket(URI where, Browser browser) {
    return LiveClient.connect(where, "mypage", browser.cookie("natsuin_mypage"));
  }

  private static String of(Branch branch) {
    return "branch:" + branch.id();
  }

  @Test
  @DisplayName("LIVE-1, STAFF-3, OPS-1: what happens on one node is seen on the other")
  void seenOnTheOtherNode() {
    Branch branch = counter().people().branch();
    Browser officer = clerk(branch, StaffRole.OFFICER);
    People.Customer customer = counter().signer(branch, UserRole.REPRESENTATIVE);
    LiveClient wall = staffSocket(second(), officer).subscribe(of(branch));
    JsonObject snapshot = wall.await("snapshot", frame -> true).getJsonObject("data");
    assertThat(snapshot.getJsonArray("rows")).isEmpty();
    LiveClient home =
        customerSocket(second(), new Browser(WORLD).loggedIn(customer)).subscribe("notices");
    home.await("snapshot", frame -> true);

    JsonObject contract = counter().contract(officer, customer);

    JsonObject event = wall.await("event", frame -> true).getJsonObject("data");
    assertThat(event.getJsonObject("row").getString("number"))
        .isEqualTo(contract.getString("number"));
    assertThat(event.getJsonObject("totals").getInteger("sent")).isEqualTo(1);
    JsonObject notice = home.await("event", frame -> true).getJsonObject("data");
    assertThat(notice.getJsonObject("notice").getString("kind")).isEqualTo("contract-to-sign");
  }

  @Test
  @DisplayName("LIVE-3: every subscription is asked for its rights; others get 'denied'")
  void onlyWhatIsTheirs() {
    Branch branch = counter().people().branch();
    Browser officer = clerk(branch, StaffRole.OFFICER);
    People.Customer customer = counter().signer(branch, UserRole.REPRESENTATIVE);
    String contract = "contract:" + counter().contract(officer, customer).getString("id");
    Branch elsewhere = counter().people().branch();
    Browser foreignOfficer = clerk(elsewhere, StaffRole.OFFICER);
    Browser headOffice = clerk(elsewhere, StaffRole.HEAD_OFFICE);
    Browser foreignCustomer =
        new Browser(WORLD).loggedIn(counter().signer(elsewhere, UserRole.REPRESENTATIVE));

    staffSocket(first(), foreignOfficer).subscribe(of(branch)).await("denied", frame -> true);
    staffSocket(first(), foreignOfficer).subscribe(contract).await("denied", frame -> true);
    customerSocket(first(), foreignCustomer).subscribe(contract).await("denied", frame -> true);
    customerSocket(first(), foreignCustomer).subscribe(of(branch)).await("denied", frame -> true);
    staffSocket(first(), headOffice).subscribe(of(branch)).await("snapshot", frame -> true);
    staffSocket(first(), officer).subscribe(contract).await("snapshot", frame -> true);
    JsonObject own =
        customerSocket(first(), new Browser(WORLD).loggedIn(customer))
            .subscribe(contract)
            .await("snapshot", frame -> true);
    assertThat(own.getJsonObject("data").getJsonObject("me").getString("step")).isEqualTo("read");
  }

  @Test
  @DisplayName("Cross-site WebSocket hijacking: a foreign or missing Origin gets no socket")
  void crossSiteWebSocketHijacking() {
    Browser officer = clerk(counter().people().branch(), StaffRole.OFFICER);
    String cookie = officer.cookie("natsuin_staff");
    assertThat(LiveClient.refusal(first(), "staff", cookie, "https://evil.example.jp"))
        .isEqualTo(403);
    assertThat(LiveClient.refusal(first(), "staff", cookie, null)).isEqualTo(403);
    assertThat(LiveClient.refusal(first(), "staff", "", "http://" + first().getAuthority()))
        .isEqualTo(401);
  }

  @Test
  @DisplayName("LIVE-3, LOGIN-7: logging out on one node ends the socket's topics on the other")
  void loggedOutElsewhere() {
    Branch branch = counter().people().branch();
    Browser officer = clerk(branch, StaffRole.OFFICER);
    LiveClient wall = staffSocket(second(), officer).subscribe(of(branch));
    wall.await("snapshot", frame -> true);
    assertThat(officer.delete("/api/staff/session").status()).isEqualTo(204);
    wall.await("denied", frame -> frame.getString("code").equals("not-logged-in"));
  }

  @Test
  @DisplayName("LIVE-2: polling goes on where it was, without gap or repeat")
  void pollingWhereSocketsAreBlocked() {
    Branch branch = counter().people().branch();
    Browser officer = clerk(branch, StaffRole.OFFICER);
    People.Customer customer = counter().signer(branch, UserRole.REPRESENTATIVE);
    String path = "/api/live/poll?portal=staff&topic=" + of(branch);
    JsonObject snapshot = frames(officer, path).getJsonObject(0);
    assertThat(snapshot.getString("op")).isEqualTo("snapshot");
    counter().contract(officer, customer);
    String resumed = path + "&epoch=" + snapshot.getString("epoch") + "&after=";
    JsonArray missed =
        await()
            .until(() -> frames(officer, resumed + snapshot.getLong("seq")), all -> all.size() > 0);
    assertThat(missed.getJsonObject(0).getLong("seq")).isEqualTo(snapshot.getLong("seq") + 1);
    long last = missed.getJsonObject(missed.size() - 1).getLong("seq");
    await().until(() -> frames(officer, resumed + last).isEmpty());
  }

  private static JsonArray frames(Browser browser, String path) {
    return browser.get(path).json().getJsonArray("frames");
  }

  @Test
  @DisplayName("LIVE-3: a reader that does not read is dropped; nobody waits for it")
  void slowReaderIsDropped() throws IOException {
    Browser officer = clerk(counter().people().branch(), StaffRole.OFFICER);
    double before = sockets(officer);
    try (DeafClient deaf = new DeafClient(first(), "staff", officer.cookie("natsuin_staff"))) {
      await().until(() -> sockets(officer) == before + 1);
      deaf.keepsAsking();
      await().atMost(Duration.ofSeconds(60)).until(() -> sockets(officer) == before);
      await().atMost(Duration.ofSeconds(20)).until(deaf::isHungUpOn);
    }
    assertThat(officer.get("/api/staff/session").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("LIVE-2: a page whose network lets no WebSocket through shows changes by polling")
  void pageWithoutWebSocket() {
    Branch branch = counter().people().branch();
    Browser officer = clerk(branch, StaffRole.OFFICER);
    People.Customer customer = counter().signer(branch, UserRole.REPRESENTATIVE);
    try (Chromium chromium = new Chromium(WORLD)) {
      var page = chromium.deskOf(officer, 1280, ColorScheme.LIGHT).newPage();
      page.addInitScript(
          """
          window.WebSocket = class {
            static CONNECTING = 0;
            static OPEN = 1;
            readyState = 3;
            constructor() { setTimeout(() => this.onclose?.(), 10); }
            close() {}
          };
          """);
      page.waitForResponse(
          answer -> answer.url().contains("/api/live/poll") && answer.status() == 200,
          () -> page.navigate("/staff"));
      String contract = counter().contract(officer, customer).getString("id");
      page.waitForSelector("a[href*='" + contract + "']");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  /** How many sockets the first node serves, by its own figures. */
  private static double sockets(Browser browser) {
    return browser
        .get("/metrics")
        .http()
        .body()
        .lines()
        .filter(line -> line.startsWith("natsuin_live_sockets "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
