package natsuin.revocations;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.certificates.ClientRevocations;
import natsuin.certificates.Credentials;
import natsuin.certificates.RevokeCredential;
import natsuin.pg.Database;

/** What this story works with. */
public record RevocationTools(
    Database database,
    Credentials credentials,
    RevokeCredential revoke,
    ClientRevocations clients,
    Audit audit,
    Announcements announcements,
    InstantSource clock) {}
