package natsuin.contracts;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.notices.Notices;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.signing.SigningJobs;
import natsuin.verification.VerifyDocument;

/**
 * The duties that this story works with.
 *
 * @param baseUrl how customers' browsers reach this service, without a slash at the end
 */
public record ContractTools(
    Database database,
    DocumentStore documents,
    ContentKeyStore keys,
    Audit audit,
    Outbox outbox,
    Notices notices,
    Announcements announcements,
    SigningJobs signing,
    VerifyDocument verify,
    ContractConfiguration configuration,
    InstantSource clock,
    String baseUrl) {}
