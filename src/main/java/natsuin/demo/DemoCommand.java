package natsuin.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/demo IN.pdf OUT.pdf}: the main job over the public HTTP API. */
@Command(
    name = "bin/demo",
    mixinStandardHelpOptions = true,
    description = "Has IN.pdf signed by a demo customer, sealed by the bank, and writes OUT.pdf.")
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "IN.pdf", description = "the document to be signed")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT.pdf", description = "where the signed one goes")
  private Path out = Path.of("");

  @Option(names = "--base", description = "where the program is (default: ${DEFAULT-VALUE})")
  private URI base = URI.create("http://localhost:8080");

  @Option(names = "--lang", description = "language of messages: ja, en (${DEFAULT-VALUE})")
  private String language = "ja";

  @Option(names = "--json", paramLabel = "FILE", description = "also write steps and times there")
  private @Nullable Path json;

  /** The command. Exit code 0: signed and concluded; 1: the product refused or is not there. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new DemoCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter printer = spec.commandLine().getOut();
    PrintWriter complaints = spec.commandLine().getErr();
    Steps steps = new Steps(printer);
    try {
      Path name = in.getFileName();
      MainJob.Result result =
          new MainJob(base, language, steps).run(in, name == null ? "" : name.toString());
      Files.write(out, result.signedPdf());
      printer.printf(
          "%n%s: %s (%d bytes), report: %s%n",
          result.number(), out, result.signedPdf().length, result.verdict());
      if (json != null) {
        Files.writeString(
            json,
            steps
                .summary()
                .put("contract", result.number())
                .put("verdict", result.verdict())
                .encodePrettily());
      }
      return result.verdict().equals("VALID") ? 0 : 1;
    } catch (Refusal refusal) {
      complaints.println(refusal.getMessage() + " [" + refusal.code() + "]");
    } catch (UncheckedIOException unreachable) {
      complaints.println(base + " or a file: " + unreachable.getCause());
    } catch (IllegalStateException stuck) {
      complaints.println(stuck.getMessage());
    }
    complaints.flush();
    return 1;
  }
}
