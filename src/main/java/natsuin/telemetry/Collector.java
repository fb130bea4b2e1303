package natsuin.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the collector; one line when it breaks and one when it is whole again. */
final class Collector implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  /** The library's own complaints, one a batch and past our log; held, or it would be forgotten. */
  private static final java.util.logging.Logger LIBRARY =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private final SpanExporter exporter;
  private final AtomicBoolean away = new AtomicBoolean();

  Collector(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> note(result.isSuccess()));
  }

  private void note(boolean arrived) {
    if (away.getAndSet(!arrived) == arrived) {
      if (arrived) {
        LOG.info("Traces reach the collector again");
      } else {
        LOG.warn("Traces do not reach the collector: they are dropped until they do");
      }
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
