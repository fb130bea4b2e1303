package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcement.ClientIssueTouched;
import natsuin.bus.Announcements;
import natsuin.certificates.ClientValidity;
import natsuin.certificates.IssueClientCertificate;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.otp.CarriedSecrets;
import natsuin.outbox.Outbox;
import natsuin.passwords.PasswordPolicy;
import natsuin.passwords.Passwords;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;
import natsuin.users.EmployerUser;

/**
 * What this story stands on.
 *
 * @param baseUrl how employers' browsers reach their portal, without a slash at its end
 */
public record ClientIssueTools(
    Vertx vertx,
    Database database,
    Passwords passwords,
    PasswordPolicy passwordPolicy,
    CarriedSecrets secrets,
    Sessions sessions,
    IssueClientCertificate certificates,
    ClientValidity validity,
    Outbox outbox,
    Audit audit,
    Announcements announcements,
    ByteSize bodyLimit,
    InstantSource clock,
    String baseUrl) {

  /** An event of this user's employer in the audit trail. */
  Future<Void> record(
      SqlConnection tx, Actor who, EmployerUser user, String action, JsonObject detail) {
    return audit.record(tx, who, action, user.label(), user.branchId(), detail);
  }

  /** Tells those who watch this person's issue that something came of it. */
  void announce(UUID user) {
    announcements.say(new ClientIssueTouched(user));
  }
}
