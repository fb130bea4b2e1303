package natsuin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueIT {
  @RegisterExtension static final World WORLD = new World();
  private final People people = new People(WORLD);

  @Test
  @DisplayName(
      "STAFF-2, LIVE-3: a branch's queue is for its own staff; that of all for who sees all")
  void queue() {
    var branch = people.branch();
    new Applicants(WORLD).submitted(Applicants.corporation(branch));
    String own = "/api/live/poll?portal=staff&topic=queue:" + branch.id();
    String all = "/api/live/poll?portal=staff&topic=queue:all";
    var officer = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.OFFICER));
    var frame = officer.get(own).json().getJsonArray("frames").getJsonObject(0);
    assertThat(frame.getJsonObject("data").getInteger("applications")).isEqualTo(1);
    assertThat(officer.get(all).status()).isEqualTo(404);
    var foreign = new Browser(WORLD).loggedIn(people.clerk(StaffRole.APPROVER));
    assertThat(foreign.get(own).status()).isEqualTo(404);
    var customer = new Browser(WORLD).loggedIn(people.customer());
    assertThat(customer.get(own.replace("staff", "mypage")).status()).isEqualTo(404);
    var auditor = new Browser(WORLD).loggedIn(people.clerk(StaffRole.AUDITOR));
    assertThat(auditor.get(all).status()).isEqualTo(200);
    assertThat(auditor.get("/api/live/poll?portal=staff&topic=queue:nonsense").status())
        .isEqualTo(404);
  }
}
