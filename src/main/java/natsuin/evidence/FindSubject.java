package natsuin.evidence;

import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.rights.CustomerAct;
import natsuin.rights.CustomerRights;
import natsuin.rights.StaffAct;
import natsuin.rights.StaffRights;

/** Finds a contract for somebody who may see it; for everybody else there is none. */
final class FindSubject {
  private final Database database;

  FindSubject(Database database) {
    this.database = database;
  }

  /** For whoever asks; fails as NotFound. */
  Subject find(Actor reader, UUID id) {
    return SubjectStore.find(database.client(), id)
        .await()
        .filter(subject -> maySee(reader, subject))
        .orElseThrow(FindSubject::notFound);
  }

  /** One of its documents; fails as NotFound. */
  static Subject.Document document(Subject subject, UUID document) {
    return subject.document(document).orElseThrow(FindSubject::notFound);
  }

  private static boolean maySee(Actor reader, Subject subject) {
    return switch (reader) {
      case Actor.User user -> CustomerRights.may(user, CustomerAct.READ, subject.parties());
      case Actor.Staff staff -> StaffRights.may(staff, StaffAct.WATCH, subject.branch());
      case Actor.Employer employer -> false;
      case Actor.Candidate candidate -> false;
      case Actor.Wall wall -> false;
      case Actor.Service service -> false;
      case Actor.Stranger stranger -> false;
    };
  }

  private static RuntimeException notFound() {
    return new Failure.NotFound("not-found").exception();
  }
}
