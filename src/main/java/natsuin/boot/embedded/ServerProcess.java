package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import natsuin.kernel.FreePort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Running other programs: to their end, beside us, or by the process id that they left in a file.
 */
final class ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  private static final int TRIES = 3;

  private ServerProcess() {}

  /** Starts a server at a port. */
  interface Start {
    void at(int port) throws IOException;
  }

  /** Another program may take a port between its choice and its use: then another is chosen. */
  static void onFreePort(Start start) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        start.at(FreePort.onLoopback());
        return;
      } catch (IOException refused) {
        if (tries == TRIES) {
          throw refused;
        }
        LOG.info("Not started, tried again at another port: {}", refused.getMessage());
      }
    }
  }

  /** Runs a command to its end, its output in the log file. */
  static void run(List<String> command, Path log) throws IOException {
    try {
      int exit = launch(command, log).waitFor();
      if (exit != 0) {
        throw new IOException("%s failed with exit code %d: see %s".formatted(command, exit, log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Starts a command that goes on beside us, its output in the log file. */
  static Process launch(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /**
   * The same, its number in a file; what a killed program left behind by that number ends first.
   */
  static Process launch(List<String> command, Path log, Path pidFile, String program)
      throws IOException {
    named(pidFile, program).ifPresent(orphan -> end(orphan, 10));
    var process = launch(command, log);
    Files.writeString(pidFile, process.pid() + "\n");
    return process;
  }

  /** The live process whose id stands in the file's first line, if its program is this one. */
  static Optional<ProcessHandle> named(Path pidFile, String program) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    if (!first.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(first))
        .filter(process -> process.info().command().filter(c -> c.contains(program)).isPresent());
  }

  /** Asks a process to end; kills it if it has not after some seconds. */
  static void end(ProcessHandle process, int seconds) {
    process.destroy();
    CompletableFuture<ProcessHandle> exit = process.onExit();
    try {
      exit.get(seconds, TimeUnit.SECONDS);
    } catch (Exception e) {
      LOG.warn("Process {} did not end in {} s: killed", process.pid(), seconds);
      process.destroyForcibly();
      exit.join();
    }
  }
}
