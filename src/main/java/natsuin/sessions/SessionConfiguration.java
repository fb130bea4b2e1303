package natsuin.sessions;

import java.time.Duration;
import natsuin.kernel.Allowed;

/** When a session ends by itself (SEC-2). */
public record SessionConfiguration(
    @Allowed(from = "1 min", to = "24 h") Duration idle,
    @Allowed(from = "1 min", to = "7 d") Duration absolute) {}
