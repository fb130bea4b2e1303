package natsuin.audit;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain.
 *
 * @param seq from 1, without gaps
 * @param at in microseconds, as the database keeps it
 * @param previous the hash of the event before; 32 zero bytes for the first
 * @param hash SHA-256 over the canonical form of everything else
 */
record AuditEvent(
    long seq,
    Instant at,
    String actor,
    String action,
    String subject,
    @Nullable UUID branch,
    JsonObject detail,
    byte[] previous,
    byte[] hash) {

  /** The hash that this event ought to have. */
  byte[] expectedHash() {
    return AuditHash.of(seq, at, actor, action, subject, branch, detail, previous);
  }
}
