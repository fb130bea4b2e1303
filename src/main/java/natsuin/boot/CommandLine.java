package natsuin.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program's command line. */
@Command(
    name = "natsuin",
    mixinStandardHelpOptions = true,
    versionProvider = CommandLine.Version.class,
    description = "Electronic contract and certificate service for banks.")
public final class CommandLine implements Callable<Integer> {
  /** Says which version this is. */
  static final class Version implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"natsuin " + Deployments.version()};
    }
  }

  /** How a node is started. */
  public interface Start {
    /** A running node. */
    Node start(Configuration configuration, InstantSource clock) throws IOException;
  }

  private final Start start;
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Your configuration (default: what is shipped).")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "Data of the embedded servers.")
  private @Nullable String data;

  @Option(names = "--http", paramLabel = "PORT", description = "Port of the plain listener.")
  private @Nullable String http;

  @Option(names = "--https", paramLabel = "PORT", description = "Port of the TLS listener.")
  private @Nullable String https;

  private CommandLine(Start start, CommandSpec spec) {
    this.start = start;
    this.spec = spec;
  }

  /** Runs the command line to its end; the exit code. */
  public static int run(String[] arguments, Start start) {
    return new picocli.CommandLine(new CommandLine(start, CommandSpec.create())).execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (var signal = new StopSignal<Node>()) {
      var configuration =
          ConfigurationReader.read(Optional.ofNullable(config), System.getenv(), overrides());
      Logging.apply(configuration.log());
      var node = signal.started(start.start(configuration, Clock.systemUTC()));
      out.println(StartTable.of(node));
      out.flush();
      signal.await();
      return 0;
    } catch (BindException taken) {
      err.println("A port is taken already: choose others with --http PORT and --https PORT.");
      return 2;
    } catch (ConfigurationFaults | IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    } catch (Exception e) { // waiting throws what no signature names
      if (ServersAway.explain(e)) {
        err.println(
            "A server that this node needs is away (%s)."
                .formatted(Objects.requireNonNullElse(e.getMessage(), e.getClass().getName())));
        return 1;
      }
      if (e instanceof IOException) {
        err.println(e.getMessage());
        return 2;
      }
      throw e;
    }
  }

  private Map<String, String> overrides() {
    var overrides = new HashMap<String, String>();
    if (data != null) {
      overrides.put("data", data);
    }
    if (http != null) {
      overrides.put("http.port", http);
    }
    if (https != null) {
      overrides.put("http.https-port", https);
    }
    return overrides;
  }
}
