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
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
      "Ends within half a minute, whatever hangs. Speaks the language of the terminal (LANG)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well, or there are warnings",
      "1:something does not work",
      "2:could not look: the options or the configuration are wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bin/doctor                              of a bin/dev on var/",
      "  bin/doctor --config FILE                of a node, as the user that it runs as",
      "  bin/doctor --config FILE --only smtp    once more, after mending it",
      "  bin/doctor --config FILE --json - | jq  for programs"
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final int NOT_LOOKED = 2;
  private static final int CLOSE_SECONDS = 3;
  private static final String STANDARD_OUTPUT = "-";

  /** Where the person is who asked; the program itself runs where it is installed. */
  private static final Path ASKED_FROM = Path.of(System.getProperty("natsuin.asked-from", ""));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the configuration, as the program is given it")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "the data directory of a running bin/dev or bin/cluster, instead of a configuration")
  private @Nullable Path data;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "write the findings there too; -: to the standard output, instead of the table")
  private @Nullable String json;

  @Option(
      names = "--only",
      paramLabel = "CHECK",
      split = ",",
      description = "look at these only, such as smtp,redis: to see whether what was done helped")
  private List<String> only = List.of();

  /** The command. */
  public static void main(String[] arguments) {
    Logging.silence();
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
      var findings = only.isEmpty() ? doctor.look() : doctor.lookAt(known(only, doctor.names()));
      tell(findings);
      return Doctor.worst(findings) == State.ERROR ? 1 : 0;
    } finally {
      redis.close();
      database.close().await();
      vertx.close().timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty().await();
    }
  }

  private static List<String> known(List<String> asked, List<String> names) throws IOException {
    if (!names.containsAll(asked)) {
      throw new IOException(
          "--only: there are %s.".formatted(String.join(", ", new TreeSet<>(names))));
    }
    return asked;
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
    if (json == null || !json.equals(STANDARD_OUTPUT)) {
      out.print(new DoctorTable(language).of(findings));
    }
    if (json != null) {
      String told = json(findings, language).encodePrettily() + System.lineSeparator();
      if (json.equals(STANDARD_OUTPUT)) {
        out.print(told);
      } else {
        Files.writeString(ASKED_FROM.resolve(json), told);
      }
    }
    out.flush();
  }

  private static JsonObject json(List<Finding> findings, Language language) {
    var all = new JsonArray();
    findings.forEach(each -> all.add(each.json(language)));
    return new JsonObject()
        .put("at", Clock.systemUTC().instant().toString())
        .put("state", Doctor.worst(findings).tag())
        .put("findings", all);
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
      Path directory = ASKED_FROM.resolve(data);
      return RunningServers.in(directory)
          .orElseThrow(
              () ->
                  new IOException(
                      "No Natsuin runs on %s: it has to be the --data of a running bin/dev or bin/cluster."
                          .formatted(directory)));
    }
    var configuration =
        ConfigurationReader.read(
            Optional.ofNullable(config).map(ASKED_FROM::resolve), environment, Map.of());
    if (configuration.mode() == Configuration.Mode.EMBEDDED) {
      Path directory = configuration.data();
      return RunningServers.in(directory)
          .orElseThrow(
              () ->
                  new IOException(
                      "No Natsuin runs on %s: start bin/dev, or name the configuration of a node with --config FILE (mode: external)."
                          .formatted(directory.toAbsolutePath())));
    }
    return configuration.settled();
  }
}
