package natsuin.sessions;

import java.time.Instant;
import natsuin.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A living session.
 *
 * @param actor with the rights of this moment
 * @param mustChangePassword logged in with a temporary password: good for nothing but a new one
 * @param expiresAt the absolute end
 * @param certificate serial number of the client certificate that every request has to show; only
 *     of an {@link Actor.Employer}
 */
public record Session(
    Actor actor, boolean mustChangePassword, Instant expiresAt, @Nullable String certificate) {}
