package natsuin.boot;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import natsuin.audit.AuditChain;
import natsuin.audit.AuditChain.Head;
import natsuin.audit.AuditChain.Verdict;
import natsuin.boot.embedded.RunningPostgres;
import natsuin.pg.Database;
import natsuin.pg.PostgresConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/audit-verify}: says whether the audit trail is as it was written (SEC-4). */
@Command(
    name = "bin/audit-verify",
    mixinStandardHelpOptions = true,
    description = "Checks that nobody has altered the audit trail. Exit code 1: somebody has.")
public final class AuditVerify implements Callable<Integer> {
  private static final int NOT_CHECKED = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", paramLabel = "FILE", description = "as the program was given it")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "data of a running bin/dev")
  private @Nullable String data;

  @Option(
      names = "--head",
      paramLabel = "NUMBER:HASH",
      description = "the head of an earlier check; without it a cut tail goes unnoticed")
  private @Nullable String head;

  /** The command. Exit code 0: intact; 1: altered; 2: could not be checked. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new AuditVerify())
            .setExecutionExceptionHandler(AuditVerify::notChecked)
            .execute(arguments));
  }

  /** A database that does not answer must not look like one that was altered. */
  private static int notChecked(
      Exception fault, CommandLine command, CommandLine.ParseResult given) {
    command.getErr().println(fault.getMessage());
    return NOT_CHECKED;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    return switch (verify(Optional.ofNullable(head).map(Head::parse))) {
      case Verdict.Intact intact -> {
        out.printf(
            "Intact: %d events.%nHead, to be kept: %s%n", intact.head().seq(), intact.head());
        yield 0;
      }
      case Verdict.Broken broken -> {
        out.printf("NOT intact from event %d on: %s%n", broken.seq(), told(broken.fault()));
        yield 1;
      }
    };
  }

  private Verdict verify(Optional<Head> remembered) throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      var database = Database.open(vertx, postgres());
      return AuditChain.verify(database.client(), remembered, checked -> {});
    } finally {
      vertx.close().await();
    }
  }

  private PostgresConfiguration postgres() throws IOException {
    Map<String, String> overrides = new HashMap<>();
    if (data != null) {
      overrides.put("data", data);
    }
    var configuration =
        ConfigurationReader.read(Optional.ofNullable(config), System.getenv(), overrides);
    if (configuration.mode() == Configuration.Mode.EXTERNAL) {
      return configuration.postgres();
    }
    return RunningPostgres.in(configuration.data(), configuration.postgres())
        .orElseThrow(
            () -> new IOException("No database runs on %s.".formatted(configuration.data())));
  }

  private static String told(AuditChain.Fault fault) {
    return switch (fault) {
      case GAP -> "events were taken out before it.";
      case NOT_LINKED -> "it does not follow on the event before it.";
      case ALTERED -> "its contents are not what was written.";
      case CUT -> "the trail ended later when the given head was taken.";
      case REWRITTEN -> "it was another event when the given head was taken.";
    };
  }
}
