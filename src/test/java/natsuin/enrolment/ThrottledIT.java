package natsuin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThrottledIT {
  @RegisterExtension static final World WORLD = new World().with("throttle.requests", "3");

  @Test
  @DisplayName("Attack: one client asks for mails to hundreds of addresses")
  void manyAddresses() {
    var branch = new People(WORLD).branch();
    for (int i = 0; i < 3; i++) {
      var answer = new Browser(WORLD).post("/api/applications", Applicants.individual(branch));
      assertThat(answer.status()).isEqualTo(201);
    }
    var fourth = new Browser(WORLD).post("/api/applications", Applicants.individual(branch));
    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.header("Retry-After")).isPresent();
  }
}
