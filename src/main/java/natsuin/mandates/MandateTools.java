package natsuin.mandates;

import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import natsuin.audit.Audit;
import natsuin.certificates.CheckPin;
import natsuin.certificates.Credentials;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.kernel.ByteSize;
import natsuin.otp.Otp;
import natsuin.otp.ServerHalves;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.signing.SignAtOnce;

/**
 * What this room works with.
 *
 * @param pool bounded; writing a paper costs some hundred milliseconds
 * @param bankName to whom powers of attorney are addressed
 * @param useWithin how long 「電子署名」 may be pressed after the code was right
 */
public record MandateTools(
    Database database,
    DocumentStore documents,
    ContentKeyStore keys,
    Credentials credentials,
    CheckPin pin,
    SignAtOnce signer,
    Otp otp,
    ServerHalves halves,
    Outbox outbox,
    Audit audit,
    WorkerExecutor pool,
    InstantSource clock,
    String bankName,
    Duration useWithin,
    ByteSize bodyLimit,
    MandateConfiguration configuration) {}
