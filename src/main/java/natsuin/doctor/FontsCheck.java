package natsuin.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import natsuin.pdf.Fonts;

/**
 * Whether the fonts that stamps, letters and reports are written with are there; they are packaged.
 */
final class FontsCheck implements Check {
  @Override
  public String name() {
    return "fonts";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(24);
  }

  @Override
  public List<Finding> look() {
    try {
      return List.of(Finding.ok("fonts.fine", "", Map.of("bytes", Fonts.tried())));
    } catch (RuntimeException | LinkageError damaged) {
      return List.of(Finding.error("fonts.missing", "", Map.of("fault", Faults.told(damaged))));
    }
  }
}
