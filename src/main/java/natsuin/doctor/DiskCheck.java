package natsuin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whether there is room left where this directory is. */
final class DiskCheck implements Check {
  /** Below either it is scarce: a share of the whole, and bytes. */
  record Limits(double share, long bytes) {
    boolean isBelow(long free, long whole) {
      return free < bytes || free < share * whole;
    }
  }

  static final Limits SCARCE = new Limits(0.10, 2L << 30);
  static final Limits OUT = new Limits(0.02, 256L << 20);
  private static final double MB = 1 << 20;

  private final Path directory;
  private final Limits scarce;
  private final Limits out;

  DiskCheck(Path directory, Limits scarce, Limits out) {
    this.directory = directory.toAbsolutePath().normalize();
    this.scarce = scarce;
    this.out = out;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<Finding> look() throws IOException {
    Path there = directory;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent(); // it is made when it is needed
    }
    var store = Files.getFileStore(there);
    long free = store.getUsableSpace();
    long whole = Math.max(1, store.getTotalSpace());
    Map<String, Object> facts =
        Map.of("free", megabytes(free), "whole", megabytes(whole), "percent", 100 * free / whole);
    String subject = directory.toString();
    if (!Files.isWritable(there)) {
      return List.of(Finding.error("disk.read-only", subject, facts));
    }
    if (out.isBelow(free, whole)) {
      return List.of(Finding.error("disk.out", subject, facts));
    }
    return List.of(
        scarce.isBelow(free, whole)
            ? Finding.warning("disk.scarce", subject, facts)
            : Finding.ok("disk.fine", subject, facts));
  }

  private static String megabytes(long bytes) {
    return bytes < 10L << 30
        ? "%.0f MB".formatted(bytes / MB)
        : "%.0f GB".formatted(bytes / MB / 1024);
  }
}
