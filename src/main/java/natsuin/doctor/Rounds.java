package natsuin.doctor;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import natsuin.doctor.Finding.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The doctor of a running node: looks soon after the start and again and again, at each thing as
 * often as its check says, and at what does not work more often. What it found last can be had any
 * time.
 */
public final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final long EVERY_MS = 60_000;

  /** A node that starts has enough to do, and its servers may be starting too. */
  private static final long FIRST_MS = 10_000;

  /** What does not work may be mended by now. */
  private static final Duration TROUBLED = Duration.ofMinutes(2);

  private record Seen(List<Finding> findings, long nanos) {}

  /**
   * What is known.
   *
   * @param at when the last of it was seen
   */
  public record Report(Instant at, List<Finding> findings) {}

  private final Vertx vertx;
  private final Doctor doctor;
  private final InstantSource clock;
  private final Map<Check, Seen> seen = new LinkedHashMap<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final long timer;
  private volatile Report report;

  private Rounds(Vertx vertx, Doctor doctor, InstantSource clock) {
    this.vertx = vertx;
    this.doctor = doctor;
    this.clock = clock;
    this.report = new Report(clock.instant(), List.of());
    this.timer = vertx.setPeriodic(FIRST_MS, EVERY_MS, tick -> begin());
  }

  /** Begins; closing it closes the doctor. */
  public static Rounds begin(Vertx vertx, Doctor doctor, InstantSource clock) {
    return new Rounds(vertx, doctor, clock);
  }

  /** What was found last; nothing before the first round is over. */
  public Report report() {
    return report;
  }

  private void begin() {
    if (busy.compareAndSet(false, true)) {
      Thread.ofVirtual().name("doctor").start(this::round);
    }
  }

  private void round() {
    try {
      var due = doctor.checks().stream().filter(this::isDue).toList();
      for (Check check : due) {
        // One after the other: a look at everything must not be felt by those who work here.
        var before = seen.get(check);
        var now = doctor.look(List.of(check));
        seen.put(check, new Seen(now, System.nanoTime()));
        tell(before == null ? List.of() : before.findings(), now);
      }
      var all = new ArrayList<Finding>();
      doctor.checks().forEach(check -> addSeen(check, all));
      report = new Report(clock.instant(), List.copyOf(all));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException closing) {
      LOG.debug("The round broke off", closing);
    } finally {
      busy.set(false);
    }
  }

  private void addSeen(Check check, List<Finding> all) {
    var last = seen.get(check);
    if (last != null) {
      all.addAll(last.findings());
    }
  }

  private boolean isDue(Check check) {
    var last = seen.get(check);
    if (last == null) {
      return true;
    }
    boolean works = Doctor.worst(last.findings()) != State.ERROR;
    Duration pause = works || check.every().compareTo(TROUBLED) < 0 ? check.every() : TROUBLED;
    return System.nanoTime() - last.nanos() >= pause.toNanos();
  }

  /** What is new stands in the log once. */
  private static void tell(List<Finding> before, List<Finding> now) {
    var known = before.stream().map(each -> each.code() + each.subject()).toList();
    for (Finding each : now) {
      if (each.state() != State.OK && !known.contains(each.code() + each.subject())) {
        LOG.warn("{} {}: {}", each.code(), each.subject(), each.found(natsuin.http.Language.EN));
      }
    }
  }

  @Override
  public void close() throws Exception {
    vertx.cancelTimer(timer);
    doctor.close();
  }
}
