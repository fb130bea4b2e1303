package natsuin.scanner;

import java.time.Duration;
import natsuin.kernel.Allowed;

/**
 * Where the virus scanner is.
 *
 * @param address {@code tcp://host:port} or {@code unix:/path}; empty: none
 * @param answerWithin how long clamd may stand still before the scan counts as failed
 * @param workers files that this node scans at the same time; 0: it leaves them to other nodes
 */
public record ScannerConfiguration(
    @Allowed(empty = true) String address,
    @Allowed(from = "1 s", to = "10 min") Duration answerWithin,
    @Allowed(from = "0", to = "16") int workers) {

  /** Refuses an address that is none. */
  public ScannerConfiguration {
    if (!address.isEmpty()) {
      ScannerAddress.parse(address);
    }
  }

  /** Whether there is a scanner at all. */
  public boolean present() {
    return !address.isEmpty();
  }

  /** The same with a scanner at this address. */
  public ScannerConfiguration at(String other) {
    return new ScannerConfiguration(other, answerWithin, workers);
  }
}
