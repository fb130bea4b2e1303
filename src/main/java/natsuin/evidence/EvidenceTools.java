package natsuin.evidence;

import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.documents.DocumentStore;
import natsuin.lockout.Throttle;
import natsuin.pg.Database;
import natsuin.verification.PdfVerifier;
import natsuin.verification.VerifyDocument;

/**
 * The duties that this story works with.
 *
 * @param verify for the service's own documents
 * @param strangers for files from anybody
 */
public record EvidenceTools(
    Database database,
    DocumentStore documents,
    Audit audit,
    Throttle throttle,
    VerifyDocument verify,
    PdfVerifier strangers,
    InstantSource clock) {}
