package natsuin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogLinesTest {
  @ParameterizedTest
  @ValueSource(strings = {"/logback-json.xml", "/logback.xml"})
  @DisplayName("a mail server that quotes an address puts it into no log line, nor its exception")
  void quotedAddress(String configuration) {
    var encoder = JsonLines.encoder(new LoggerContext(), configuration);
    var logger = (Logger) LoggerFactory.getLogger("natsuin.outbox");
    var fault = new IllegalStateException("550 <k.sato+x@works.example.jp> unknown");
    var event =
        new LoggingEvent(
            "x",
            logger,
            Level.WARN,
            "Mail {} waits",
            fault,
            new Object[] {"7: no.such@shop.example.jp"});
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    assertThat(line)
        .contains("Mail 7: **** waits", "550 <****> unknown", "LogLinesTest")
        .doesNotContain("example.jp");
    assertThat(line.split("LogLinesTest.quotedAddress", -1)).as("one stack trace").hasSize(2);
  }

  @Test
  @DisplayName("OPS-7: a collector's address that is none is refused with what is allowed")
  void address() {
    assertThatThrownBy(() -> new TelemetryConfiguration("localhost:4317", 10))
        .hasMessageContaining("otlp: must be an address as in http://");
    assertThat(new TelemetryConfiguration("", 10).otlp()).isEmpty();
  }
}
