package natsuin.boot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Makes log lines look as configured; until then they are for people. */
final class Logging {
  private Logging() {}

  /** Says nothing any more: for tools that say in words of their own what they found. */
  static void silence() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
    }
  }

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
