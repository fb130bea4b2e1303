package natsuin.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MaintenanceIT {
  private static final String WINDOWS = "/api/staff/maintenance-windows";

  @RegisterExtension static final World WORLD = new World();

  private final People people = new People(WORLD);
  private final Browser headOffice =
      new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));

  @Test
  @DisplayName("LOGIN-9: during maintenance customers are told when service resumes; staff go on")
  void window() {
    var customer = people.customer();
    var before = new Browser(WORLD).loggedIn(customer);
    Instant from = now().plus(Duration.ofMinutes(10));
    Instant until = from.plus(Duration.ofHours(2));
    String id = enter(from, until);
    var service = new JsonObject(WORLD.get("/api/service").body()).getJsonObject("maintenance");
    assertThat(service.getBoolean("now")).isFalse();
    assertThat(service.getJsonObject("next").getInstant("until")).isEqualTo(until);
    assertThat(service.getJsonObject("next").getBoolean("announced")).isTrue();
    assertThat(before.get("/api/notices").status()).isEqualTo(200);

    WORLD.clock().advance(Duration.ofMinutes(11));
    var refused = before.get("/api/notices");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("maintenance");
    assertThat(refused.json().getInstant("until")).isEqualTo(until);
    assertThat(Long.parseLong(refused.header("Retry-After").orElseThrow()))
        .isBetween(118 * 60L, 119 * 60L + 59);
    assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).status()).isEqualTo(503);
    for (String page : new String[] {"/", "/login", "/home", "/contracts/to-sign"}) {
      var shown = WORLD.get(page, "Accept", "text/html");
      assertThat(shown.statusCode()).as(page).isEqualTo(503);
      assertThat(shown.body()).as(page).contains("pages/maintenance.js");
      assertThat(shown.headers().firstValue("Retry-After")).isPresent();
    }
    for (String open :
        new String[] {
          "/staff/login",
          "/health/ready",
          "/pki/issuing.crl",
          "/maintenance",
          "/styles/base.css",
          "/no-script"
        }) {
      assertThat(WORLD.get(open).statusCode()).as(open).isEqualTo(200);
    }
    assertThat(headOffice.get("/api/staff/session").status()).isEqualTo(200);
    assertThat(before.delete("/api/session").status())
        .as("leaving is always possible")
        .isEqualTo(204);

    assertThat(headOffice.delete(WINDOWS + "/" + id).status()).isEqualTo(204);
    open();
    assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("LOGIN-9: it ends by itself; windows that touch are one; every node keeps to it")
  void touching() throws Exception {
    var other = WORLD.anotherNode();
    try {
      Instant from = now().minus(Duration.ofMinutes(5));
      enter(from, from.plus(Duration.ofMinutes(20)));
      enter(from.plus(Duration.ofMinutes(20)), from.plus(Duration.ofMinutes(40)));
      Awaitility.await()
          .until(() -> new Browser(WORLD, other).get("/api/faq").code().equals("maintenance"));
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(new Browser(WORLD).get("/api/faq").json().getInstant("until"))
                      .isEqualTo(from.plus(Duration.ofMinutes(40))));
      WORLD.clock().advance(Duration.ofMinutes(36));
      assertThat(new Browser(WORLD).get("/api/faq").status()).isEqualTo(200);
      assertThat(new Browser(WORLD, other).get("/api/faq").status()).isEqualTo(200);
    } finally {
      other.close();
    }
  }

  @Test
  @DisplayName("Attack: an officer, an approver, an auditor and a customer plan maintenance")
  void onlyHeadOffice() {
    var body =
        new JsonObject()
            .put("from", now().toString())
            .put("until", now().plusSeconds(60).toString());
    for (StaffRole role :
        new StaffRole[] {StaffRole.OFFICER, StaffRole.APPROVER, StaffRole.AUDITOR}) {
      var clerk = new Browser(WORLD).loggedIn(people.clerk(role));
      assertThat(clerk.post(WINDOWS, body).status()).as(role.code()).isEqualTo(403);
      assertThat(clerk.get(WINDOWS).json().getBoolean("mayPlan")).isFalse();
    }
    var customer = new Browser(WORLD).loggedIn(people.customer());
    assertThat(customer.post(WINDOWS, body).status()).isEqualTo(401);
    assertThat(new Browser(WORLD).get("/api/faq").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("What cannot be a window is refused at its field")
  void refused() {
    Instant now = now();
    assertThat(fault(now.toString(), now.minusSeconds(1).toString())).contains("not-after-from");
    assertThat(fault(now.minusSeconds(100).toString(), now.minusSeconds(1).toString()))
        .contains("in-the-past");
    assertThat(fault(now.toString(), now.plus(Duration.ofDays(8)).toString()))
        .contains("window-too-long");
    assertThat(fault("tomorrow", now.toString())).contains("not-a-time");
    assertThat(fault("", now.toString())).contains("required");
  }

  private String fault(String from, String until) {
    var answer = headOffice.post(WINDOWS, new JsonObject().put("from", from).put("until", until));
    assertThat(answer.status()).isEqualTo(422);
    return answer.json().getJsonArray("errors").encode();
  }

  private String enter(Instant from, Instant until) {
    var answer =
        headOffice.post(
            WINDOWS, new JsonObject().put("from", from.toString()).put("until", until.toString()));
    assertThat(answer.status()).isEqualTo(201);
    Awaitility.await()
        .until(
            () ->
                !new JsonObject(WORLD.get("/api/service").body())
                    .getJsonObject("maintenance")
                    .equals(new JsonObject().put("now", false)));
    return answer.json().getString("id");
  }

  private void open() {
    Awaitility.await().until(() -> WORLD.get("/api/faq").statusCode() == 200);
  }

  private static Instant now() {
    return WORLD.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
