package natsuin.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import natsuin.doctor.Finding.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door: looks at everything at once; no check waits for another, or holds one up. */
public final class Doctor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

  /**
   * Longer than any check is patient with the server that it asks, as long as nobody configured
   * more; and no longer than somebody looks at a terminal on which nothing comes.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<Check> checks;
  private final Duration patience;
  private final List<AutoCloseable> opened;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Doctor(List<Check> checks, Duration patience, List<AutoCloseable> opened) {
    this.checks = List.copyOf(checks);
    this.patience = patience;
    this.opened = opened;
  }

  /** Who looks at all of this. */
  public static Doctor of(Ground ground) {
    var opened = new ArrayList<AutoCloseable>();
    return new Doctor(AllChecks.of(ground, opened::add), PATIENCE, opened);
  }

  /** Everything that there is to say, in the order of the checks; waits. */
  public List<Finding> look() throws InterruptedException {
    return look(checks);
  }

  /** The same of some checks only; of a name that none has, nothing. */
  public List<Finding> lookAt(Collection<String> names) throws InterruptedException {
    return look(checks.stream().filter(check -> names.contains(check.name())).toList());
  }

  /** Names of what is looked at, in order. */
  public List<String> names() {
    return checks.stream().map(Check::name).distinct().toList();
  }

  List<Check> checks() {
    return checks;
  }

  List<Finding> look(List<Check> chosen) throws InterruptedException {
    var asked =
        chosen.stream()
            .map(check -> threads.submit((Callable<List<Finding>>) check::look))
            .toList();
    var findings = new ArrayList<Finding>();
    long end = System.nanoTime() + patience.toNanos();
    for (int i = 0; i < chosen.size(); i++) {
      findings.addAll(answer(chosen.get(i).name(), asked.get(i), end));
    }
    return List.copyOf(findings);
  }

  private List<Finding> answer(String check, Future<List<Finding>> asked, long end)
      throws InterruptedException {
    try {
      return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      asked.cancel(true);
      return List.of(
          Finding.error(
              "doctor.silent", check, Map.of("check", check, "seconds", patience.toSeconds())));
    } catch (ExecutionException e) {
      var fault = Objects.requireNonNullElse(e.getCause(), e);
      LOG.debug("Check {} failed", check, fault);
      return List.of(
          Finding.error(
              "doctor.failed", check, Map.of("check", check, "fault", Faults.told(fault))));
    }
  }

  /** The worst of them. */
  public static State worst(List<Finding> findings) {
    return findings.stream().map(Finding::state).max(Comparator.naturalOrder()).orElse(State.OK);
  }

  @Override
  public void close() throws Exception {
    threads.shutdownNow();
    for (AutoCloseable each : opened) {
      each.close();
    }
  }
}
