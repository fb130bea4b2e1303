package natsuin.identity;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.Supplier;
import natsuin.audit.Audit;
import natsuin.notices.Notices;
import natsuin.outbox.Outbox;
import natsuin.pg.Database;
import natsuin.requests.CertificateRequests;
import natsuin.uploads.Uploads;

/**
 * What this story works with.
 *
 * @param scans whether there is a virus scanner at all
 * @param scannerUp whether it is there just now
 * @param baseUrl how browsers reach this service
 * @param largestFile bytes
 */
public record IdentityTools(
    Database database,
    InstantSource clock,
    CertificateRequests requests,
    Uploads uploads,
    Outbox outbox,
    Notices notices,
    Audit audit,
    IdentityConfiguration configuration,
    boolean scans,
    Supplier<Future<Boolean>> scannerUp,
    String baseUrl,
    long largestFile) {}
