package natsuin.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import org.jspecify.annotations.Nullable;

/** Which request the work at hand is for, wherever a line about it is logged on this node. */
public final class RequestTrace {
  private static final ContextKey<String> REQUEST = ContextKey.named("natsuin.request-id");

  private RequestTrace() {}

  /** From here on, and until it is answered, what this request's Vert.x context does is for it. */
  public static void begin(String requestId) {
    ContextStorage.get().attach(Context.current().with(REQUEST, requestId));
  }

  /** The action as part of the present work, whenever it is run. */
  public static Runnable keeping(Runnable action) {
    return Context.current().wrap(action);
  }

  static @Nullable String requestId(Context context) {
    return context.get(REQUEST);
  }
}
