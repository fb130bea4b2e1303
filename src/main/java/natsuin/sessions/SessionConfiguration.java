package natsuin.sessions;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * When a session ends by itself (SEC-2).
 *
 * @param wall how long a screen on a branch's wall stays on before somebody opens it anew
 * @param keepEnded how long the row of an ended session is kept
 */
public record SessionConfiguration(
    @Allowed(from = "1 min", to = "24 h") Duration idle,
    @Allowed(from = "1 min", to = "7 d") Duration absolute,
    @Allowed(from = "1 h", to = "366 d") Duration wall,
    @Allowed(from = "1 d", to = "3650 d") Duration keepEnded) {}
