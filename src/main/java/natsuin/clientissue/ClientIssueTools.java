package natsuin.clientissue;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.certificates.ClientValidity;
import natsuin.certificates.IssueClientCertificate;
import natsuin.kernel.ByteSize;
import natsuin.otp.CarriedSecrets;
import natsuin.outbox.Outbox;
import natsuin.passwords.PasswordPolicy;
import natsuin.passwords.Passwords;
import natsuin.pg.Database;
import natsuin.sessions.Sessions;

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
    String baseUrl) {}
