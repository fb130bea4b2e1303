package natsuin.sessions;

import java.time.Instant;
import natsuin.kernel.Actor;

/**
 * A living session.
 *
 * @param actor a {@link Actor.User} or {@link Actor.Staff}, with the rights of this moment
 * @param mustChangePassword logged in with a temporary password: good for nothing but a new one
 * @param expiresAt the absolute end
 */
public record Session(Actor actor, boolean mustChangePassword, Instant expiresAt) {}
