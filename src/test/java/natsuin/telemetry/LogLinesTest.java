package natsuin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  @ParameterizedTest
  @ValueSource(strings = {"/logback-json.xml", "/logback.xml"})
  @DisplayName("attack: a server's endless word keeps nobody waiting who writes a line")
  void endlessWord(String configuration) {
    String endless = "a".repeat(1 << 18);
    assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(line(configuration, endless)).contains(endless));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  @DisplayName("attack: what a server says forges no second line, nor moves a terminal's cursor")
  void forgedLine(String end) {
    String line =
        line("/logback.xml", "550 no" + end + "12:00:00.000 ERROR natsuin.Main \u001b[2J\u202e");
    assertThat(line.strip().lines()).hasSize(1);
    assertThat(line).doesNotContain("\u001b", "\u202e");
  }

  private static String line(String configuration, String said) {
    var encoder = JsonLines.encoder(new LoggerContext(), configuration);
    var logger = (Logger) LoggerFactory.getLogger("natsuin.outbox");
    var event = new LoggingEvent("x", logger, Level.WARN, "Server: {}", null, new Object[] {said});
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("OPS-7: a collector's address that is none is refused with what is allowed")
  void address() {
    assertThatThrownBy(() -> new TelemetryConfiguration("localhost:4317", 10))
        .hasMessageContaining("otlp: must be an address as in http://");
    assertThat(new TelemetryConfiguration("", 10).otlp()).isEmpty();
  }
}
