package natsuin.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators see of nodes and queues, and what they do about an item. */
@DisplayName("Operators: nodes, queues, retry and park (OPS-4, OPS-5)")
class OperationsIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "100000");
  private static final String PATH = "/api/staff/operations";

  private final People people = new People(WORLD);

  private Browser staff(StaffRole role) {
    return new Browser(WORLD).loggedIn(people.clerk(role));
  }

  private static List<JsonObject> nodes(Browser browser) {
    return list(browser.get(PATH).json(), "nodes");
  }

  private static List<JsonObject> list(JsonObject of, String name) {
    return of.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject queue(Browser browser, String name) {
    return list(browser.get(PATH).json(), "queues").stream()
        .filter(queue -> name.equals(queue.getString("name")))
        .findFirst()
        .orElseThrow();
  }

  /** A mail that waits for a mail server that is not there. */
  private JsonObject stuckMail(Browser watching) {
    var clerk = people.clerk(StaffRole.OFFICER);
    assertThat(new Browser(WORLD).staffPassword(clerk.login(), People.PASSWORD).status())
        .isEqualTo(202);
    await().until(() -> queue(watching, "outbox").getLong("troubled") > 0);
    var item = list(queue(watching, "outbox"), "items").getLast();
    assertThat(item.encode()).as("nothing personal").doesNotContain("@", clerk.login());
    return item.put("address", clerk.email());
  }

  private static Browser.Answer act(Browser browser, JsonObject item, String act, String reason) {
    return browser.post(
        PATH + "/queues/outbox/items/" + item.getString("id") + "/" + act,
        new JsonObject().put("reason", reason));
  }

  @Test
  @DisplayName(
      "OPS-1, OPS-5: a node that joins is seen with version, load and servers within seconds; one"
          + " that stops says so; one that is killed falls silent and is not forgotten")
  void nodesComeAndGo() throws Exception {
    var auditor = staff(StaffRole.AUDITOR);
    await().until(() -> nodes(auditor).size() == 1);
    var second = WORLD.anotherNode();
    String address = second.cluster().address();
    await()
        .untilAsserted(
            () ->
                assertThat(nodes(auditor))
                    .hasSize(2)
                    .allSatisfy(
                        node -> {
                          assertThat(node.getString("state")).isEqualTo("running");
                          assertThat(node.getString("version")).isNotEmpty();
                          assertThat(node.getJsonArray("sees")).hasSize(2);
                          assertThat(node.getJsonObject("servers").getString("postgresql"))
                              .isEqualTo("up");
                          assertThat(node.getDouble("cpu")).isBetween(0.0, 1.0);
                        }));
    // Under load the answering node tells its rate.
    await()
        .untilAsserted(
            () -> {
              for (int i = 0; i < 50; i++) {
                assertThat(WORLD.get("/api/service").statusCode()).isEqualTo(200);
              }
              assertThat(nodes(auditor)).anyMatch(node -> node.getDouble("requestsPerSecond") > 1);
            });
    second.close();
    assertThat(nodes(auditor))
        .filteredOn(node -> address.equals(node.getString("address")))
        .extracting(node -> node.getString("state"))
        .containsExactly("stopped");

    // Killed: its row is as the last beat left it, and grows old.
    WORLD
        .database()
        .client()
        .preparedQuery(
            """
            insert into node (id, address, version, started_at, seen_at, figures)
            select $1, '10.0.0.9:5701', version, started_at, now() - interval '16 s', figures
            from node where left_at is null limit 1
            """)
        .execute(Tuple.of(UUID.randomUUID()))
        .await();
    assertThat(nodes(auditor))
        .filteredOn(node -> "10.0.0.9:5701".equals(node.getString("address")))
        .extracting(node -> node.getString("state"))
        .containsExactly("silent");
  }

  @Test
  @DisplayName(
      "OPS-4: head office parks a mail that cannot go, with a reason that is on record; retried it"
          + " goes at once; then it is settled. The auditor looks and changes nothing")
  void parkAndRetry() {
    var office = staff(StaffRole.HEAD_OFFICE);
    var auditor = staff(StaffRole.AUDITOR);
    WORLD.mailCatcher().close();
    JsonObject item;
    try {
      item = stuckMail(office);
      assertThat(item.getString("error")).startsWith("smtp-");
      assertThat(item.getBoolean("open")).isTrue();
      assertThat(act(auditor, item, "park", "x").status()).isEqualTo(403);
      var unsaid = act(office, item, "park", "  ");
      assertThat(unsaid.status()).isEqualTo(422);
      assertThat(unsaid.json().getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo("reason");
      assertThat(act(office, item, "park", "x".repeat(201)).status()).isEqualTo(422);
      assertThat(act(office, item, "park", "宛先を確認中").status()).isEqualTo(204);
      assertThat(queue(office, "outbox").getLong("parked")).isEqualTo(1);
    } finally {
      WORLD.mailCatcher().restart();
    }
    String address = item.getString("address");
    new Browser(WORLD).loggedIn(people.clerk(StaffRole.OFFICER));
    assertThat(WORLD.mailTo(address)).as("others' mails go, this one is parked").isEmpty();

    assertThat(act(office, item, "retry", "宛先を確認した").status()).isEqualTo(204);
    await().until(() -> !WORLD.mailTo(address).isEmpty());
    await().until(() -> queue(office, "outbox").getLong("waiting") == 0);
    await()
        .untilAsserted(
            () -> assertThat(act(office, item, "retry", "x").code()).isEqualTo("item-settled"));
    assertThat(act(office, item, "park", "x").status()).isEqualTo(409);

    var events =
        list(auditor.get("/api/staff/trail?subject=" + item.getString("id")).json(), "items");
    assertThat(events)
        .extracting(event -> event.getString("action"))
        .containsExactly("queue.item-retried", "queue.item-parked");
    assertThat(events.getLast().getJsonObject("detail"))
        .isEqualTo(new JsonObject().put("queue", "outbox").put("reason", "宛先を確認中"));
  }

  private static void mails(String state, String error, int count, @Nullable String parked) {
    WORLD
        .database()
        .client()
        .preparedQuery(
            """
            insert into outbox_mail
              (id, recipient, subject, body, kind, state, attempts, next_try_at, last_error,
               created_at, parked_at)
            select gen_random_uuid(), 'someone@person.example.jp', '', '', 'code', $1, 3,
                   now() + interval '1 h', $2, now() - interval '1 h' + n * interval '1 s',
                   $4::text::timestamptz
            from generate_series(1, $3::int) n
            """)
        .execute(Tuple.of(state, error, count, parked))
        .await();
  }

  @Test
  @DisplayName(
      "OPS-4: hundreds in trouble hide neither those that fail for another reason nor what is"
          + " parked; what is parked says by whom and why")
  void troubleInOrder() {
    var office = staff(StaffRole.HEAD_OFFICE);
    mails("queued", "test-many", 200, null);
    mails("failed", "test-refused", 2, null);
    mails("queued", "test-few", 1, null);
    mails("queued", "test-parked", 1, "2026-01-01T00:00:00Z");
    try {
      var few =
          list(queue(office, "outbox"), "items").stream()
              .filter(item -> "test-few".equals(item.getString("error")))
              .findFirst()
              .orElseThrow();
      assertThat(few.getJsonObject("handled")).isNull();
      assertThat(act(office, few, "park", "確認中").status()).isEqualTo(204);
      var items =
          list(queue(office, "outbox"), "items").stream()
              .filter(item -> String.valueOf(item.getString("error")).startsWith("test-"))
              .toList();
      assertThat(items.stream().map(item -> item.getString("state")).distinct())
          .containsExactly("waiting", "parked", "failed");
      assertThat(items)
          .filteredOn(item -> "test-many".equals(item.getString("error")))
          .hasSize(20)
          .isSortedAccordingTo(Comparator.comparing(item -> item.getString("since")))
          .allSatisfy(item -> assertThat(item.getLong("alike")).isEqualTo(200));
      assertThat(items)
          .filteredOn(item -> item.getString("state").equals("failed"))
          .hasSize(2)
          .isSortedAccordingTo(
              Comparator.comparing((JsonObject item) -> item.getString("since")).reversed());
      assertThat(items)
          .filteredOn(item -> "test-few".equals(item.getString("error")))
          .first()
          .satisfies(
              item -> {
                var handled = item.getJsonObject("handled");
                assertThat(handled.getString("act")).isEqualTo("park");
                assertThat(handled.getString("reason")).isEqualTo("確認中");
                assertThat(handled.getString("by")).isNotBlank().doesNotContain("staff:");
              });
    } finally {
      WORLD
          .database()
          .client()
          .query("delete from outbox_mail where last_error like 'test-%'")
          .execute()
          .await();
    }
  }

  @Test
  @DisplayName(
      "Attack: another queue's name, SQL in it, an item that there is not: nothing happens")
  void strangeNames() {
    var office = staff(StaffRole.HEAD_OFFICE);
    var reason = new JsonObject().put("reason", "x");
    Stream.of("none", "outbox_mail", "outbox'--", "%00")
        .forEach(
            name ->
                assertThat(
                        office
                            .post(
                                PATH + "/queues/" + name + "/items/" + UUID.randomUUID() + "/retry",
                                reason)
                            .status())
                    .as(name)
                    .isBetween(400, 404));
    assertThat(
            office
                .post(PATH + "/queues/outbox/items/" + UUID.randomUUID() + "/retry", reason)
                .code())
        .isEqualTo("item-settled");
    assertThat(office.post(PATH + "/queues/outbox/items/1/retry", reason).status())
        .isBetween(400, 404);
  }

  @Test
  @DisplayName("Attack: a reason that turns its line around, ends it or cannot be kept is refused")
  void hostileReasons() {
    var office = staff(StaffRole.HEAD_OFFICE);
    var item = new JsonObject().put("id", UUID.randomUUID().toString());
    for (String hostile : List.of("a\u0000b", "a\nb", "\u202eb", "\u2028", "\u001b[2J")) {
      assertThat(act(office, item, "park", "a" + hostile + "b").status()).isEqualTo(422);
    }
  }

  @Test
  @DisplayName(
      "Attack: a name with the character 0 at the login is refused, and is no fault of ours")
  void characterZero() {
    assertThat(new Browser(WORLD).staffPassword("a\u0000b", People.PASSWORD).status())
        .isBetween(400, 422);
    assertThat(new Browser(WORLD).logIn("a\u0000b", People.PASSWORD).status()).isBetween(400, 422);
  }

  @Test
  @DisplayName("Attack: clerks and branches neither look nor act, and no role acts from elsewhere")
  void others() {
    var item = new JsonObject().put("id", UUID.randomUUID().toString());
    for (var role : StaffRole.values()) {
      var browser = staff(role);
      boolean looks = role == StaffRole.HEAD_OFFICE || role == StaffRole.AUDITOR;
      assertThat(browser.get(PATH).status()).as("%s looks", role).isEqualTo(looks ? 200 : 403);
      for (String act : List.of("retry", "park")) {
        assertThat(act(browser, item, act, "x").status())
            .as("%s: %s", role, act)
            .isEqualTo(role == StaffRole.HEAD_OFFICE ? 409 : 403);
      }
    }
    assertThat(new Browser(WORLD).get(PATH).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("OPS-5, LIVE-1: what one operator does, another sees live, and what nodes say")
  void live() {
    var office = staff(StaffRole.HEAD_OFFICE);
    String poll = "/api/live/poll?portal=staff&topic=operations";
    var first = frame(office.get(poll).json());
    assertThat(first.getString("op")).isEqualTo("snapshot");
    assertThat(first.getJsonObject("data").getJsonArray("queues")).hasSize(4);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                !office
                    .get(
                        poll
                            + "&epoch="
                            + first.getString("epoch")
                            + "&after="
                            + first.getLong("seq"))
                    .json()
                    .getJsonArray("frames")
                    .isEmpty());
  }

  private static JsonObject frame(JsonObject frames) {
    return frames.getJsonArray("frames").getJsonObject(0);
  }
}
