package natsuin.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import natsuin.bus.Announcement;
import natsuin.bus.Announcements;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NoticesIT {
  @RegisterExtension static final World WORLD = new World();

  private final Announcements announcements = new Announcements();
  private final Notices notices = new Notices(WORLD.database(), WORLD.clock(), announcements);
  private final People people = new People(WORLD);

  @Test
  @DisplayName("HOME-1: the latest 99 notices, newest first, with how many are unread")
  void latest() {
    var customer = people.customer();
    for (int i = 1; i <= 101; i++) {
      add(customer.id(), i);
    }
    var answer = new Browser(WORLD).loggedIn(customer).get("/api/notices").json();
    assertThat(answer.getInteger("unread")).isEqualTo(99);
    var items = answer.getJsonArray("items");
    assertThat(items).hasSize(99);
    assertThat(items.getJsonObject(0).getJsonObject("facts").getString("summary"))
        .isEqualTo("契約101");
    assertThat(items.getJsonObject(98).getJsonObject("facts").getString("summary"))
        .isEqualTo("契約3");
    assertThat(items.getJsonObject(0).getString("kind")).isEqualTo("contract-to-sign");
    assertThat(items.getJsonObject(0).getString("link")).isEqualTo("/contracts/101");
  }

  @Test
  @DisplayName("HOME-1: a notice that was read stays read, on the owner's request alone")
  void read() {
    var owner = people.customer();
    add(owner.id(), 1);
    String id = notices.latest(owner.id()).await().getFirst().id().toString();
    var stranger = new Browser(WORLD).loggedIn(people.customer());
    assertThat(stranger.put("/api/notices/" + id + "/read").status()).isEqualTo(204);
    assertThat(notices.latest(owner.id()).await().getFirst().read())
        .as("attack: somebody else's notice")
        .isFalse();
    var browser = new Browser(WORLD).loggedIn(owner);
    assertThat(browser.put("/api/notices/" + id + "/read").status()).isEqualTo(204);
    assertThat(browser.put("/api/notices/" + id + "/read").status()).isEqualTo(204);
    assertThat(browser.get("/api/notices").json().getInteger("unread")).isZero();
    assertThat(browser.put("/api/notices/not-an-id/read").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("HOME-1: whoever looks is told after the commit, and never of what was undone")
  void announced() {
    var customer = people.customer();
    List<Announcement> heard = new CopyOnWriteArrayList<>();
    announcements.listen(heard::add);
    var undone =
        WORLD
            .database()
            .tx(db -> add(db, customer.id(), 1).compose(done -> Future.failedFuture("no")));
    assertThatThrownBy(undone::await).hasMessage("no");
    add(customer.id(), 2);
    UUID id = notices.latest(customer.id()).await().getFirst().id();
    Awaitility.await().until(() -> !heard.isEmpty());
    assertThat(heard).containsExactly(new Announcement.NoticeTouched(customer.id(), id));
    notices.markRead(customer.id(), id).await();
    notices.markRead(customer.id(), id).await();
    assertThat(new ArrayList<>(heard)).as("once for being read").hasSize(2);
  }

  private void add(UUID user, int number) {
    WORLD.database().tx(db -> add(db, user, number)).await();
  }

  private Future<Void> add(io.vertx.sqlclient.SqlConnection db, UUID user, int number) {
    return notices.add(
        db,
        user,
        NoticeKind.CONTRACT_TO_SIGN,
        new JsonObject().put("summary", "契約" + number),
        "/contracts/" + number);
  }
}
