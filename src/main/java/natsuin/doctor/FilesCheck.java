package natsuin.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Whether this process may open as many files and connections as a busy morning takes. */
final class FilesCheck implements Check {
  /** Sockets of watching browsers, and the requests between. */
  private static final long NEEDED = 8192;

  private static final double FULL = 0.8;

  /** What may be open, and what is. */
  record Open(long limit, long now) {
    static Open here() {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? new Open(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount())
          : new Open(Long.MAX_VALUE, 0);
    }
  }

  private final Supplier<Open> open;

  FilesCheck(Supplier<Open> open) {
    this.open = open;
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<Finding> look() {
    var is = open.get();
    Map<String, Object> facts = Map.of("limit", is.limit(), "open", is.now(), "needed", NEEDED);
    if (is.now() > FULL * is.limit()) {
      return List.of(Finding.error("files.nearly-all", "", facts));
    }
    return List.of(
        is.limit() < NEEDED
            ? Finding.warning("files.few", "", facts)
            : Finding.ok("files.fine", "", facts));
  }
}
