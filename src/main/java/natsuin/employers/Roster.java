package natsuin.employers;

import java.time.Instant;
import java.util.UUID;
import natsuin.kernel.Failure;
import natsuin.users.EmployerUserStore;

/** Reads an employer's users to be looked at. On a virtual thread. */
final class Roster {
  private final PortalTools tools;

  Roster(PortalTools tools) {
    this.tools = tools;
  }

  UserView of(UUID employer) {
    var db = tools.database().client();
    Instant now = tools.clock().instant();
    var finding = EmployerUserStore.withEmployer(db, employer, HeldEmployer::new);
    var certificates = CertificateHistoryStore.of(db, employer, now);
    HeldEmployer held =
        finding.await().orElseThrow(() -> new Failure.NotFound("not-found").exception());
    return new UserView(held, certificates.await(), tools.validity(), now);
  }
}
