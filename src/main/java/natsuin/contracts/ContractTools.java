package natsuin.contracts;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.kernel.KeepingRule;
import natsuin.letters.Letters;
import natsuin.pg.Database;
import natsuin.signing.SigningJobs;

/** The duties that this story works with. */
public record ContractTools(
    Database database,
    DocumentStore documents,
    ContentKeyStore keys,
    Audit audit,
    Letters letters,
    Announcements announcements,
    SigningJobs signing,
    ContractConfiguration configuration,
    KeepingRule keeping,
    InstantSource clock) {}
