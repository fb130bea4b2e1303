package natsuin.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import net.logstash.logback.composite.AbstractJsonProvider;

/**
 * Puts the request and its trace into each JSON log line; named in {@code logback-json.xml}. Works
 * because lines are made on the thread that logs.
 */
public final class TraceFields extends AbstractJsonProvider<ILoggingEvent> {
  @Override
  public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
    Context context = RequestTrace.current();
    String request = RequestTrace.requestId(context);
    if (request != null) {
      json.writeStringField("request_id", request);
    }
    var span = Span.fromContext(context).getSpanContext();
    if (span.isValid()) {
      json.writeStringField("trace_id", span.getTraceId());
      json.writeStringField("span_id", span.getSpanId());
    }
  }
}
