package natsuin.trail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is looked for in the trail; empty: anything.
 *
 * @param from from this moment on
 * @param to before this moment
 * @param actor who: a label such as {@code staff:0198…}, a login or a MyPage ID
 * @param action what was done
 * @param subject to what: an identifier with or without its kind, a contract's number, a login or a
 *     MyPage ID
 * @param branch the branch whose event it is; for some staff their own
 */
record Search(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> actor,
    Optional<String> action,
    Optional<String> subject,
    Optional<UUID> branch) {}
