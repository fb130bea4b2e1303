package natsuin.boot;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Makes log lines look as configured; until then they are for people. */
final class Logging {
  private Logging() {}

  static void apply(LogConfiguration configuration) {
    if (configuration.format() == LogConfiguration.Format.JSON
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      var json = Objects.requireNonNull(Logging.class.getResource("/logback-json.xml"));
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      context.reset();
      try {
        configurator.doConfigure(json);
      } catch (JoranException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
