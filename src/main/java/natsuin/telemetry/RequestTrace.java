package natsuin.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import org.jspecify.annotations.Nullable;

/** Which request the work at hand is for, wherever a line about it is logged on this node. */
public final class RequestTrace {
  private static final ContextKey<String> REQUEST = ContextKey.named("natsuin.request-id");

  /** Not in the Vert.x context: there the end of the request, on another thread, wipes it. */
  private static final ScopedValue<Context> KEPT = ScopedValue.newInstance();

  private RequestTrace() {}

  /** From here on, and until it is answered, what this request's Vert.x context does is for it. */
  public static void begin(String requestId) {
    ContextStorage.get().attach(Context.current().with(REQUEST, requestId));
  }

  /** The action as part of the present work, whenever it is run. */
  public static Runnable keeping(Runnable action) {
    Context now = Context.current();
    return () -> ScopedValue.where(KEPT, now).run(action);
  }

  static Context current() {
    return KEPT.isBound() ? KEPT.get() : Context.current();
  }

  static @Nullable String requestId(Context context) {
    return context.get(REQUEST);
  }
}
