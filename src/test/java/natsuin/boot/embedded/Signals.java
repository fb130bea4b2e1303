package natsuin.boot.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Signals to a server and to all that it has forked, however many of them end or begin meanwhile.
 */
final class Signals {
  private final Path log;

  /** What {@code kill} says goes there. */
  Signals(Path log) {
    this.log = log;
  }

  /** KILL, STOP or CONT; returns when all have obeyed. */
  void send(String signal, ProcessHandle first) {
    Set<ProcessHandle> all = new LinkedHashSet<>(List.of(first));
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              first.descendants().forEach(all::add);
              var left = all.stream().filter(process -> !obeys(signal, process)).toList();
              send(signal, left);
              return left.isEmpty();
            });
  }

  private void send(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    if (processes.isEmpty()) {
      return;
    }
    var command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    ServerProcess.launch(command, log).waitFor(); // one that has ended just now is no fault
  }

  private static boolean obeys(String signal, ProcessHandle process) {
    return !process.isAlive()
        || switch (signal) {
          case "STOP" -> isStopped(process);
          case "CONT" -> !isStopped(process);
          default -> false;
        };
  }

  /** The state stands behind the name in brackets (proc_pid_stat(5)). */
  private static boolean isStopped(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException ended) {
      return false;
    }
  }
}
