package natsuin.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Recurring tasks, each run by one node at a time: which one, stands in PostgreSQL, and a node that
 * dies takes nothing with it. A task may be run again after a fault, so it must bear that. Tasks
 * run on threads of their own and may wait.
 */
public final class Schedule implements AutoCloseable {
  private static final ZoneId BANK_TIME = ZoneId.of("Asia/Tokyo");
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);
  private static final int THREADS = 2;

  private final DataSource source;
  private final InstantSource clock;
  private final ScheduleConfiguration configuration;
  private final List<RecurringTask<?>> tasks = new ArrayList<>();
  private @Nullable Scheduler running;

  /**
   * Not running yet.
   *
   * @param source connections to PostgreSQL, opened and closed each time
   */
  public Schedule(DataSource source, InstantSource clock, ScheduleConfiguration configuration) {
    this.source = source;
    this.clock = clock;
    this.configuration = configuration;
  }

  /**
   * Runs a task again and again.
   *
   * @param name the same on every node and in every version
   * @param pause from the end of one run to the next
   */
  public void every(String name, Duration pause, Runnable task) {
    tasks.add(
        Tasks.recurring(name, FixedDelay.of(pause)).execute((instance, context) -> task.run()));
  }

  /** Runs a task once a day at this time in Japan. */
  public void daily(String name, LocalTime at, Runnable task) {
    tasks.add(
        Tasks.recurring(name, Schedules.daily(BANK_TIME, at))
            .execute((instance, context) -> task.run()));
  }

  /** From now on this node looks for tasks that are due; all of them were named before. */
  public void start() {
    running =
        Scheduler.create(source)
            .startTasks(tasks)
            .clock(clock::instant)
            .threads(THREADS)
            .pollingInterval(configuration.lookEvery())
            .heartbeatInterval(HEARTBEAT)
            .shutdownMaxWait(SHUTDOWN)
            .build();
    running.start();
  }

  /** What runs comes to its end, for a while; then it is another node's. */
  @Override
  public void close() {
    if (running != null) {
      running.stop();
    }
  }
}
