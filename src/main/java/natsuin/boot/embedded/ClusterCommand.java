package natsuin.boot.embedded;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import natsuin.boot.StopSignal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/cluster}: several nodes on one machine, to look at and to pull apart (OPS-1). */
@Command(
    name = "bin/cluster",
    mixinStandardHelpOptions = true,
    description = "Starts several nodes on one machine, on one set of servers, behind HAProxy.")
public final class ClusterCommand implements Callable<Integer> {
  private static final int MOST = 9;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "N", description = "How many nodes, 1 to 9.")
  private int count;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data, settings and logs (default: var).")
  private Path data = Path.of("var");

  @Option(names = "--http", paramLabel = "PORT", description = "The proxy's port (default: 8080).")
  private int http = 8080;

  @Option(
      names = "--https",
      paramLabel = "PORT",
      description = "The proxy's port for employers (default: 8443).")
  private int https = 8443;

  @Option(names = "--netns", description = "Each node in a network of its own (Linux, as root).")
  private boolean apart;

  private ClusterCommand(CommandSpec spec) {
    this.spec = spec;
  }

  /** Starts it and waits for the signal to stop. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ClusterCommand(CommandSpec.create())).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (count < 1 || count > MOST) {
      err.println("N must be 1 to " + MOST + ", and is " + count);
      return 2;
    }
    try (var signal = new StopSignal<OneMachine>()) {
      var plan = new OneMachine.Plan(data, count, http, https, apart, new JsonObject());
      tell(signal.started(OneMachine.start(plan)));
      signal.await();
      return 0;
    } catch (IOException | TimeoutException e) {
      err.println(e.getMessage());
      return 2;
    }
  }

  private void tell(OneMachine machine) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%n  %-12s %s/%n", "Natsuin", machine.address());
    out.printf("  %-12s https://localhost:%d/%n", "Employers", https);
    out.printf("  %-12s %s/dev/mailbox/%n", "Mailbox", machine.address());
    for (var node : machine.nodes()) {
      out.printf(
          "  %-12s %s/  process %d, %s%n",
          "Node " + node.number(), node.address(), node.process(), node.log());
    }
    out.println();
    out.flush();
  }
}
