package natsuin.telemetry;

import io.vertx.core.Context;
import io.vertx.core.eventbus.Message;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Between Vert.x and the tracer. A trace goes on over our own bus only: what a stranger names in a
 * {@code traceparent} header is not taken up, and no server of others is told ours. Of what Vert.x
 * tells about a request, only what says nothing of persons is passed on.
 */
final class CarefulTracer<I, O> implements VertxTracer<I, O> {
  private final VertxTracer<I, O> tracer;

  CarefulTracer(VertxTracer<I, O> tracer) {
    this.tracer = tracer;
  }

  @Override
  public <R> @Nullable I receiveRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Map.Entry<String, String>> headers,
      TagExtractor<R> tags) {
    Iterable<Map.Entry<String, String>> believed = request instanceof Message ? headers : List.of();
    return tracer.receiveRequest(
        context, kind, policy, request, operation, believed, new KnownTags<>(tags));
  }

  @Override
  public <R> void sendResponse(
      Context context,
      @Nullable R response,
      @Nullable I payload,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    tracer.sendResponse(context, response, payload, Fault.of(failure), new KnownTags<>(tags));
  }

  @Override
  public <R> @Nullable O sendRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    BiConsumer<String, String> told = request instanceof Message ? headers : (name, value) -> {};
    return tracer.sendRequest(
        context, kind, policy, request, operation, told, new KnownTags<>(tags));
  }

  @Override
  public <R> void receiveResponse(
      Context context,
      @Nullable R response,
      @Nullable O payload,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    tracer.receiveResponse(context, response, payload, Fault.of(failure), new KnownTags<>(tags));
  }

  @Override
  public void close() {
    tracer.close();
  }

  /** That something failed, and with what kind of exception; its words may quote anything. */
  private static final class Fault extends Exception {
    private Fault(String kind) {
      super(kind, null, false, false);
    }

    static @Nullable Fault of(@Nullable Throwable failure) {
      return failure == null ? null : new Fault(failure.getClass().getName());
    }
  }
}
