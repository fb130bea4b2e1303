package natsuin.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * This node's traces. Every request has a trace, whose name stands in its log lines on every node
 * that works for it; where there is a collector, some are sent there too.
 */
public final class Telemetry implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final int LONGEST_VALUE = 1000;
  private static final int FLUSH_SECONDS = 3;

  private final OpenTelemetrySdk sdk;

  private Telemetry(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Opens it; a collector that is away hinders nothing.
   *
   * @param version this program's
   */
  public static Telemetry open(TelemetryConfiguration configuration, String version) {
    var provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(self(version))))
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_VALUE).build());
    if (configuration.otlp().isEmpty()) {
      provider.setSampler(Sampler.alwaysOff());
    } else {
      provider
          .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(configuration.share() / 100.0)))
          .addSpanProcessor(
              BatchSpanProcessor.builder(new Collector(exporter(configuration.otlp()))).build());
    }
    return new Telemetry(
        OpenTelemetrySdk.builder()
            .setTracerProvider(provider.build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build());
  }

  private static OtlpHttpSpanExporter exporter(String address) {
    return OtlpHttpSpanExporter.builder().setEndpoint(address).setTimeout(ANSWER_WITHIN).build();
  }

  private static Attributes self(String version) {
    return Attributes.of(
        AttributeKey.stringKey("service.name"),
        "natsuin",
        AttributeKey.stringKey("service.version"),
        version,
        AttributeKey.stringKey("service.instance.id"),
        UUID.randomUUID().toString());
  }

  /** How Vert.x makes spans of requests, messages and statements. */
  public VertxTracerFactory tracing() {
    var factory = new OpenTelemetryTracingFactory(sdk);
    return options -> careful(factory.tracer(options));
  }

  private static <I, O> VertxTracer<I, O> careful(VertxTracer<I, O> tracer) {
    return new CarefulTracer<>(tracer);
  }

  /** Sends what has not gone yet; waits for it a few seconds at most. */
  @Override
  public void close() {
    sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
