package natsuin.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import natsuin.bus.Announcements;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SweepIT {
  @RegisterExtension static final World WORLD = new World();
  private final People people = new People(WORLD);

  @Test
  @DisplayName(
      "Rows of sessions that are over are kept for thirty days; a living one is never swept")
  void sweep() {
    var customer = people.customer();
    new Browser(WORLD).loggedIn(customer).delete("/api/session");
    new Browser(WORLD).loggedIn(customer);
    WORLD.clock().advance(Duration.ofDays(29));
    sessions().sweep().await();
    assertThat(rows(customer)).isEqualTo(2);
    WORLD.clock().advance(Duration.ofDays(2));
    var living = new Browser(WORLD).loggedIn(customer);
    sessions().sweep().await();
    assertThat(rows(customer)).isEqualTo(1);
    assertThat(living.get("/api/session").status()).isEqualTo(200);
  }

  private static Sessions sessions() {
    var node = WORLD.node();
    return new Sessions(
        node.vertx(),
        node.database(),
        WORLD.clock(),
        node.configuration().sessions(),
        new byte[32],
        new Announcements());
  }

  private static long rows(People.Customer customer) {
    return WORLD
        .database()
        .client()
        .preparedQuery("select count(*) from session where subject_id = $1")
        .execute(Tuple.of(customer.id()))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
