package natsuin.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import natsuin.evidence.BundleFinding;
import natsuin.evidence.CheckBundle;
import natsuin.pki.Pem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/verify-evidence}: says whether a bundle of evidence is what the bank gave out. */
@Command(
    name = "bin/verify-evidence",
    mixinStandardHelpOptions = true,
    description = "Checks a contract's bundle of evidence, without any network.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:whole and genuine",
      "1:altered; every alteration is named",
      "2:could not be checked",
      "3:nothing is altered, but something cannot be proved"
    })
public final class VerifyEvidence implements Callable<Integer> {
  private static final int NOT_CHECKED = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE.zip", description = "as it was downloaded")
  private Path file = Path.of("");

  @Option(
      names = "--anchors",
      paramLabel = "FILE.pem",
      description =
          "roots to trust; without it the one in the bundle, whose fingerprint is yours to compare")
  private @Nullable Path anchors;

  /** The command. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  /** The command, to be run with arguments. */
  public static CommandLine command() {
    return new CommandLine(new VerifyEvidence())
        .setExecutionExceptionHandler(VerifyEvidence::notChecked);
  }

  private static int notChecked(
      Exception fault, CommandLine command, CommandLine.ParseResult given) {
    command.getErr().println("Could not be checked: " + fault.getMessage());
    return NOT_CHECKED;
  }

  @Override
  public Integer call() throws IOException {
    BundleFinding finding = CheckBundle.check(file, roots(), Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    finding.facts().forEach(out::println);
    finding.doubts().forEach(doubt -> out.println("? " + doubt));
    finding.faults().forEach(fault -> out.println("! " + fault));
    int code =
        switch (finding.verdict()) {
          case VALID -> 0;
          case INVALID -> 1;
          case INDETERMINATE -> 3;
        };
    out.println(
        switch (finding.verdict()) {
          case VALID -> "Whole and genuine.";
          case INVALID -> "NOT genuine: it was altered.";
          case INDETERMINATE -> "Nothing is altered, but not everything is proved.";
        });
    return code;
  }

  private List<X509Certificate> roots() throws IOException {
    if (anchors == null) {
      return List.of();
    }
    List<X509Certificate> roots = Pem.readCertificates(Files.readString(anchors));
    if (roots.isEmpty()) {
      throw new IOException("No certificate in " + anchors);
    }
    return roots;
  }
}
