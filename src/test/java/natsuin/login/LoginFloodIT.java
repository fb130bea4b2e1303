package natsuin.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import natsuin.testkit.Browser;
import natsuin.testkit.Browser.Answer;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoginFloodIT {
  @RegisterExtension
  static final World WORLD =
      new World().with("passwords.hashing", "1").with("passwords.hashing-queue", "3");

  @Test
  @DisplayName("LOGIN-3, attack: a flood of logins is told to come back, everything else goes on")
  void flood() throws Exception {
    var customer = new People(WORLD).customer();
    var reader = new Browser(WORLD).loggedIn(customer);
    try (var strangers = Executors.newFixedThreadPool(40)) {
      var logins = new ArrayList<Callable<Answer>>();
      for (int i = 0; i < 200; i++) {
        logins.add(() -> new Browser(WORLD).logIn(UUID.randomUUID() + "@example.jp", "Guess00000"));
      }
      var flood = strangers.submit(() -> strangers.invokeAll(logins));
      for (int i = 0; i < 20; i++) {
        assertThat(reader.get("/health/live").status()).isEqualTo(200);
        assertThat(reader.get("/api/session").status()).isEqualTo(200);
        assertThat(reader.get("/api/notices").status()).isEqualTo(200);
      }
      int busy = 0;
      for (var answer : flood.get()) {
        assertThat(answer.get().status()).isIn(401, 503);
        if (answer.get().status() == 503) {
          busy++;
          assertThat(answer.get().code()).isEqualTo("busy");
          assertThat(answer.get().header("Retry-After")).isPresent();
        }
      }
      assertThat(busy).isPositive();
    }
    assertThat(new Browser(WORLD).logIn(customer.email(), People.PASSWORD).status())
        .as("the flood is over, and no try of anybody was counted for being turned away")
        .isEqualTo(200);
  }
}
