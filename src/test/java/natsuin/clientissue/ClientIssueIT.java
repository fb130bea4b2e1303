package natsuin.clientissue;

import static natsuin.testkit.EmployerSeat.ISSUANCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import natsuin.kernel.BankTime;
import natsuin.testkit.EmployerSeat;
import natsuin.testkit.Employers;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientIssueIT {
  @RegisterExtension static final World WORLD = new World();

  @Test
  @DisplayName("EMP-6: user ID and password, the code, 「発行」: the file opens by the login password")
  void issues() {
    var seat = new EmployerSeat(WORLD, new Employers(WORLD).general());
    seat.authenticates();
    assertThat(seat.browser().get(ISSUANCE).json().getString("state")).isEqualTo("ready");
    seat.fetches("p12", "ec-p256");
    var state = seat.browser().get(ISSUANCE).json();
    assertThat(state.getString("state")).isIn("certified", "handed-over");
    assertThat(state.getString("serial")).isEqualTo(seat.serial());
    assertThat(state.getString("fileName")).matches(seat.member().userId() + "\\d{14}\\.p12");
    LocalDate today = BankTime.today(WORLD.clock());
    assertThat(state.getString("lastDay")).isEqualTo(today.plusDays(365).toString());
    seat.received();
    assertThat(seat.browser().get(ISSUANCE).json().getString("state")).isEqualTo("received");
  }
}
