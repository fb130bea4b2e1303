package natsuin.doctor;

import java.time.Duration;
import java.util.List;

/** Looks at one thing. Any number of times, on a virtual thread, where it may wait. */
interface Check {
  /** Its name, the first part of its findings' codes. */
  String name();

  /** How often a running node looks, as long as all is well. */
  Duration every();

  /** What it finds; whatever it throws counts as a fault of what it looked at. */
  List<Finding> look() throws Exception;
}
