package natsuin.boot;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import natsuin.boot.embedded.RunningServers;
import natsuin.doctor.Doctor;
import natsuin.doctor.Finding;
import natsuin.doctor.Finding.State;
import natsuin.http.Language;
import natsuin.pg.Database;
import natsuin.pg.SharedClock;
import natsuin.pki.CryptoProviders;
import natsuin.redis.RedisServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/doctor}: says what is not as it should be, and what to do about it (OPS-5). */
@Command(
    name = "bin/doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at keys, certificates, timestamps, OCSP, mail, scanners, Redis, PostgreSQL, clock,"
          + " disk and this machine, and says what to do. Changes nothing; a node need not run.",
      "Exit code 0: all is well, or there are warnings; 1: something does not work; 2: could not"
          + " look."
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final int NOT_LOOKED = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", paramLabel = "FILE", description = "as the program is given it")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "data of a running bin/dev")
  private @Nullable Path data;

  @Option(names = "--json", paramLabel = "FILE", description = "write the findings there too")
  private @Nullable Path json;

  /** The command. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, Map.copyOf(System.getenv())));
  }

  /** Runs the command line to its end; the exit code. */
  static int run(String[] arguments, Map<String, String> environment) {
    return line(environment).execute(arguments);
  }

  static CommandLine line(Map<String, String> environment) {
    return new CommandLine(new DoctorCommand(environment))
        .setExecutionExceptionHandler(DoctorCommand::notLooked);
  }

  private final Map<String, String> environment;

  private DoctorCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  private static int notLooked(
      Exception fault, CommandLine command, CommandLine.ParseResult given) {
    command.getErr().println(fault.getMessage());
    return NOT_LOOKED;
  }

  @Override
  public Integer call() throws Exception {
    var configuration = configuration();
    CryptoProviders.install();
    Vertx vertx = Vertx.vertx();
    var database = Database.open(vertx, configuration.postgres());
    var redis = RedisServer.open(vertx, configuration.redis());
    try (var doctor = doctor(configuration, vertx, database, redis)) {
      var findings = doctor.look();
      tell(findings);
      return Doctor.worst(findings) == State.ERROR ? 1 : 0;
    } finally {
      redis.close();
      database.close().await();
      vertx.close().await();
    }
  }

  private static Doctor doctor(
      Configuration configuration, Vertx vertx, Database database, RedisServer redis) {
    var machine = Clock.systemUTC();
    Callable<Duration> skew =
        () -> {
          try (var shared = SharedClock.of(vertx, database, machine)) {
            return shared.skew();
          }
        };
    return Doctor.of(DoctorRooms.ground(configuration, vertx, machine, skew, database, redis));
  }

  private void tell(List<Finding> findings) throws IOException {
    var language = language(environment);
    PrintWriter out = spec.commandLine().getOut();
    out.print(new DoctorTable(language).of(findings));
    out.flush();
    if (json != null) {
      var all = new JsonArray();
      findings.forEach(each -> all.add(each.json(language)));
      var told =
          new JsonObject()
              .put("at", Clock.systemUTC().instant().toString())
              .put("state", Doctor.worst(findings).tag())
              .put("findings", all);
      Files.writeString(json, told.encodePrettily() + System.lineSeparator());
    }
  }

  /** As the terminal is set (POSIX: LC_ALL over LC_MESSAGES over LANG); English unless Japanese. */
  static Language language(Map<String, String> environment) {
    for (String name : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.toLowerCase(Locale.ROOT).startsWith("ja") ? Language.JA : Language.EN;
      }
    }
    return Language.EN;
  }

  private Configuration configuration() throws IOException {
    if (data != null) {
      return RunningServers.in(data)
          .orElseThrow(() -> new IOException("No Natsuin runs on %s.".formatted(data)));
    }
    var configuration =
        ConfigurationReader.read(Optional.ofNullable(config), environment, Map.of());
    if (configuration.mode() == Configuration.Mode.EMBEDDED) {
      Path directory = configuration.data();
      return RunningServers.in(directory)
          .orElseThrow(
              () ->
                  new IOException(
                      "No Natsuin runs on %s: start bin/dev, or name your configuration with --config."
                          .formatted(directory)));
    }
    return configuration.settled();
  }
}
