package natsuin.sessions;

import java.time.Instant;
import java.util.UUID;
import natsuin.kernel.Actor;

/**
 * A screen on a branch's wall.
 *
 * @param openedBy the name of whoever of the staff turned it on
 */
public record Wall(
    UUID id,
    UUID branch,
    String name,
    String openedBy,
    Instant openedAt,
    Instant seenAt,
    Instant expiresAt) {

  /** As whom it asks. */
  public Actor.Wall actor() {
    return new Actor.Wall(id, branch);
  }

  Session session() {
    return new Session(actor(), false, expiresAt, null);
  }
}
