package natsuin.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;

/** How the shipped configurations of the log write a line. */
final class JsonLines {
  private JsonLines() {}

  static Encoder<ILoggingEvent> encoder(LoggerContext context) {
    return encoder(context, "/logback-json.xml");
  }

  static Encoder<ILoggingEvent> encoder(LoggerContext context, String configuration) {
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(Objects.requireNonNull(JsonLines.class.getResource(configuration)));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
    var out = context.getLogger("ROOT").getAppender("out");
    return ((OutputStreamAppender<ILoggingEvent>) out).getEncoder();
  }
}
