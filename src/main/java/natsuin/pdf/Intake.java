package natsuin.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The gate that every uploaded file passes once, before anything else is done with it. Its rules
 * stand in {@link IntakeRule}, in words in {@code docs/intake-policy.md}. Thread-safe; one call
 * uses one CPU for milliseconds up to {@link IntakeLimits#maxTime()} and belongs on a worker.
 */
public final class Intake {
  private final IntakeLimits limits;

  /** An intake with these limits. */
  public Intake(IntakeLimits limits) {
    this.limits = limits;
  }

  /** Examines a whole file; never throws for anything that a file may contain. */
  public IntakeVerdict examine(byte[] file) {
    return new Examination(file, limits).verdict();
  }

  /**
   * Examines a file on disk; one larger than the limit is refused without being read.
   *
   * @throws IOException when it cannot be read
   */
  public IntakeVerdict examine(Path file) throws IOException {
    if (Files.size(file) > limits.maxBytes()) {
      String limit = Long.toString(limits.maxBytes() >> 20);
      return new IntakeVerdict.Refused(
          List.of(new IntakeReason(IntakeRule.TOO_LARGE, Map.of("limit", limit))));
    }
    return examine(Files.readAllBytes(file));
  }
}
