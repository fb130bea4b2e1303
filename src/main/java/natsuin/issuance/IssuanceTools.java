package natsuin.issuance;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.certificates.CertificateMails;
import natsuin.certificates.ChangePin;
import natsuin.certificates.Credentials;
import natsuin.certificates.LockCredential;
import natsuin.certificates.PendingCredentials;
import natsuin.kernel.ByteSize;
import natsuin.mandates.Mandates;
import natsuin.pg.Database;
import natsuin.requests.CertificateRequests;

/** What this story stands on. */
public record IssuanceTools(
    Vertx vertx,
    Database database,
    Credentials credentials,
    PendingCredentials pending,
    LockCredential lock,
    ChangePin changePin,
    CertificateMails mails,
    CertificateRequests requests,
    Mandates mandates,
    Audit audit,
    Announcements announcements,
    ByteSize bodyLimit,
    InstantSource clock) {}
