package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServersAwayLoginIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  @DisplayName(
      "OPS-3, fault: Redis away: logins say so at once, sessions go on, and it mends itself")
  void redisAway() throws Exception {
    var customer = new People(WORLD).customer();
    var inside = new Browser(WORLD).loggedIn(customer);
    WORLD.servers().redis().close();
    try {
      var answer = new Browser(WORLD).logIn(customer.email(), People.PASSWORD);
      assertThat(answer.code()).isEqualTo("redis-away");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isPresent();
      assertThat(inside.get("/api/session").status()).isEqualTo(200);
    } finally {
      WORLD.servers().redis().restart();
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).status())
                    .isEqualTo(200));
  }
}
