package natsuin.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bin/keys}: makes the service's own keys before its first start, for nodes that cannot
 * write theirs, and renews what is about to end. Asks no server.
 */
@Command(
    name = "bin/keys",
    mixinStandardHelpOptions = true,
    description = "Makes those keys that are missing, and anew those that end soon.")
public final class MakeKeys implements Callable<Integer> {
  /** Secrets of servers, which are not needed here and may be out of reach. */
  private static final Map<String, String> NOT_ASKED =
      Map.of(
          "postgres.password", "",
          "redis.password", "",
          "redis.sentinel-password", "",
          "smtp.password", "");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "the nodes' configuration")
  private Path config = Path.of("");

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "where to (default: keys.directory of the configuration)")
  private @Nullable Path into;

  @Option(
      names = "--password",
      paramLabel = "FILE",
      description = "holds the password of the keys (default: keys.password of the configuration)")
  private @Nullable Path password;

  /** The command. Exit code 0: the keys are there; 2: they could not be made. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new MakeKeys()).execute(arguments);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      var configuration =
          ConfigurationReader.read(Optional.of(config), System.getenv(), overrides()).settled();
      if (configuration.keys().directory().isEmpty()) {
        throw new IllegalArgumentException("keys.directory: must be given, or --into DIR");
      }
      Keys.open(configuration, Clock.systemUTC());
      out.printf("The keys are in %s.%n", configuration.keys().directory());
      return 0;
    } catch (ConfigurationFaults | IllegalArgumentException | IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    }
  }

  private Map<String, String> overrides() {
    var overrides = new HashMap<>(NOT_ASKED);
    overrides.put("keys.missing", "create");
    if (into != null) {
      overrides.put("keys.directory", into.toString());
    }
    if (password != null) {
      overrides.put("keys.password", "file:" + password);
    }
    return overrides;
  }
}
