package natsuin.sessions;

import java.time.Instant;
import java.util.UUID;
import natsuin.kernel.Portal;

/**
 * What the browser holds: the name of a row, signed. It proves that we wrote it, never that the
 * session still lives.
 */
record SessionToken(Portal portal, UUID session, UUID subject, Instant issuedAt) {}
