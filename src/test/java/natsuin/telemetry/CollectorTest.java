package natsuin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CollectorTest {
  private boolean there = true;

  @Test
  @DisplayName("a collector that is away for an hour costs one log line, and one when it is back")
  void away() {
    var log = (Logger) LoggerFactory.getLogger(Collector.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    var collector = new Collector(new Network());
    for (int batch = 0; batch < 30; batch++) {
      there = batch < 10 || batch >= 20;
      collector.export(List.of());
    }
    log.detachAppender(lines);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getMessage)
        .containsExactly(
            "Traces do not reach the collector: they are dropped until they do",
            "Traces reach the collector again");
  }

  /** Lets everything through, or nothing. */
  private final class Network implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return there ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
