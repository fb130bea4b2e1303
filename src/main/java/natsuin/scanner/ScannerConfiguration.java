package natsuin.scanner;

import java.time.Duration;
import java.util.List;
import natsuin.kernel.Allowed;

/**
 * Where the virus scanners are.
 *
 * @param addresses {@code tcp://host:port}, {@code tls://host:port} or {@code unix:/path}; none: no
 *     scanner
 * @param tlsCaFile certificates (PEM) that vouch for those by TLS; empty: those that Java knows
 * @param answerWithin how long clamd may stand still before the scan counts as failed
 * @param workers files that this node scans at the same time; 0: it leaves them to other nodes
 */
public record ScannerConfiguration(
    @Allowed(empty = true) List<String> addresses,
    @Allowed(empty = true) String tlsCaFile,
    @Allowed(from = "1 s", to = "10 min") Duration answerWithin,
    @Allowed(from = "0", to = "16") int workers) {

  /** Refuses an address that is none. */
  public ScannerConfiguration {
    addresses = List.copyOf(addresses);
    for (String address : addresses) {
      try {
        ScannerAddress.parse(address);
      } catch (IllegalArgumentException fault) {
        throw new IllegalArgumentException("addresses: " + fault.getMessage(), fault);
      }
    }
  }

  /** Whether there is a scanner at all. */
  public boolean present() {
    return !addresses.isEmpty();
  }

  /** The same with a scanner at this address. */
  public ScannerConfiguration at(String other) {
    return new ScannerConfiguration(List.of(other), tlsCaFile, answerWithin, workers);
  }
}
