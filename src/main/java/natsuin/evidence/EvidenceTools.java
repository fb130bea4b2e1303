package natsuin.evidence;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.documents.DocumentStore;
import natsuin.lockout.Throttle;
import natsuin.pg.Database;
import natsuin.verification.VerifyDocument;

/** The duties that this story works with. */
public record EvidenceTools(
    Database database,
    DocumentStore documents,
    Audit audit,
    Throttle throttle,
    VerifyDocument verify,
    InstantSource clock) {}
