package natsuin.employerdesk;

import java.util.List;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Failure;
import natsuin.users.Employer;
import natsuin.users.EmployerUser;

/** An employer with its users who are not deleted. */
record Held(Employer employer, List<EmployerUser> users) {

  /** The one master user. */
  EmployerUser master() {
    return users.stream()
        .filter(user -> user.role() == EmployerRole.MASTER)
        .findFirst()
        .orElseThrow(() -> new Failure.NotFound("not-found").exception());
  }
}
