package natsuin.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HelpIT {
  private static final String FAQ = "/api/staff/faq";

  @RegisterExtension static final World WORLD = new World();

  private final People people = new People(WORLD);
  private final Browser headOffice =
      new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
  private final Browser stranger = new Browser(WORLD);

  @Test
  @DisplayName("HOME-2: customers read what is published, in their language")
  void read() {
    assertThat(shown("ja").getJsonObject(0).getString("question")).contains("初めてログイン");
    assertThat(shown("en").getJsonObject(0).getString("question")).contains("first time");
    int before = shown("ja").size();
    assertThat(before).isGreaterThanOrEqualTo(12);
    String id = add(question("Nur ein Entwurf").put("published", false));
    assertThat(shown("ja")).hasSize(before);
    var mine = edited(id);
    change(mine.put("published", true));
    assertThat(shown("ja")).hasSize(before + 1);
    var last = shown("en").getJsonObject(before);
    assertThat(last.getString("lang")).as("nobody has written the English yet").isEqualTo("ja");
    headOffice.delete(FAQ + "/" + id + "?version=2");
  }

  @Test
  @DisplayName("HOME-2: head office changes the order; who did not see the newest is told so")
  void order() {
    var ids = ids();
    var reversed = new JsonArray();
    for (int i = ids.size() - 1; i >= 0; i--) {
      reversed.add(ids.getString(i));
    }
    assertThat(headOffice.put(FAQ + "/order", new JsonObject().put("ids", reversed)).status())
        .isEqualTo(204);
    assertThat(ids()).isEqualTo(reversed);
    var some = reversed.copy();
    some.remove(0);
    assertThat(headOffice.put(FAQ + "/order", new JsonObject().put("ids", some)).code())
        .isEqualTo("changed-meanwhile");
    headOffice.put(FAQ + "/order", new JsonObject().put("ids", ids));
  }

  @Test
  @DisplayName("Two people edit one question at the same time: the second is told, nothing is lost")
  void twoAtOnce() {
    String id = add(question("Wer zuerst kommt"));
    var first = edited(id);
    var second = first.copy();
    assertThat(headOffice.put(FAQ + "/" + id, first.put("answer", "the first")).status())
        .isEqualTo(204);
    assertThat(headOffice.put(FAQ + "/" + id, second.put("answer", "the second")).code())
        .isEqualTo("changed-meanwhile");
    assertThat(headOffice.delete(FAQ + "/" + id + "?version=1").code())
        .isEqualTo("changed-meanwhile");
    assertThat(edited(id).getString("answer")).isEqualTo("the first");
    assertThat(headOffice.delete(FAQ + "/" + id + "?version=2").status()).isEqualTo(204);
  }

  @Test
  @DisplayName("Attack: markup and control characters in an answer")
  void markup() {
    String evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    String id = add(question(evil));
    assertThat(edited(id).getString("question")).as("kept as text").isEqualTo(evil);
    headOffice.delete(FAQ + "/" + id + "?version=1");
    assertThat(headOffice.post(FAQ, question("bell \u0007")).json().getJsonArray("errors").encode())
        .contains("unprintable");
    assertThat(headOffice.post(FAQ, question(" ")).json().getJsonArray("errors").encode())
        .contains("required");
    assertThat(
            headOffice.post(FAQ, question("x".repeat(201))).json().getJsonArray("errors").encode())
        .contains("too-long");
  }

  @Test
  @DisplayName("Attack: an officer, an approver, an auditor and a customer edit the questions")
  void onlyHeadOffice() {
    for (StaffRole role :
        new StaffRole[] {StaffRole.OFFICER, StaffRole.APPROVER, StaffRole.AUDITOR}) {
      var clerk = new Browser(WORLD).loggedIn(people.clerk(role));
      assertThat(clerk.get(FAQ).json().getBoolean("mayEdit")).isFalse();
      assertThat(clerk.post(FAQ, question("q")).status()).isEqualTo(403);
      String id = ids().getString(0);
      assertThat(clerk.delete(FAQ + "/" + id + "?version=1").status()).isEqualTo(403);
      assertThat(clerk.put(FAQ + "/" + id, question("q").put("version", 1)).status())
          .isEqualTo(403);
      assertThat(clerk.put(FAQ + "/order", new JsonObject().put("ids", ids())).status())
          .isEqualTo(403);
    }
    assertThat(new Browser(WORLD).loggedIn(people.customer()).get(FAQ).status()).isEqualTo(401);
  }

  private JsonArray shown(String language) {
    return stranger.speaking(language).get("/api/faq").json().getJsonArray("items");
  }

  private JsonArray ids() {
    var ids = new JsonArray();
    headOffice.get(FAQ).json().getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("id"))
        .forEach(ids::add);
    return ids;
  }

  private JsonObject edited(String id) {
    return headOffice.get(FAQ).json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(item -> item.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void change(JsonObject question) {
    assertThat(headOffice.put(FAQ + "/" + question.getString("id"), question).status())
        .isEqualTo(204);
  }

  private String add(JsonObject question) {
    var answer = headOffice.post(FAQ, question);
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private static JsonObject question(String text) {
    return new JsonObject().put("question", text).put("answer", "answer").put("published", true);
  }
}
