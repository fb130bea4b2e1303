package natsuin.evidence;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.documents.DocumentStore;
import natsuin.lockout.Throttle;
import natsuin.pg.Database;
import natsuin.signing.SealFile;
import natsuin.verification.PdfVerifier;
import natsuin.verification.VerifyDocument;

/**
 * The duties that this story works with.
 *
 * @param verify for the service's own documents
 * @param strangers for files from anybody
 * @param root whom readers of bundles have to trust
 * @param bank its name
 */
public record EvidenceTools(
    Database database,
    DocumentStore documents,
    Audit audit,
    Throttle throttle,
    VerifyDocument verify,
    PdfVerifier strangers,
    SealFile seal,
    X509Certificate root,
    String bank,
    InstantSource clock) {}
