package natsuin.doctor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import natsuin.scanner.ClamdVersion;
import natsuin.scanner.Scanner;
import natsuin.scanner.ScannerConfiguration;

/** Whether one clamd is there, finds the test virus, and has signatures of these days. */
final class ScannerCheck implements Check {
  /** Signatures come out every day; freshclam looks several times. */
  private static final Duration OLD = Duration.ofDays(3);

  private static final Duration TOO_OLD = Duration.ofDays(14);

  private final Vertx vertx;
  private final ScannerConfiguration configuration;
  private final String address;
  private final Scanner scanner;
  private final InstantSource clock;

  ScannerCheck(
      Vertx vertx, ScannerConfiguration configuration, String address, InstantSource clock) {
    this.vertx = vertx;
    this.configuration = configuration.at(address);
    this.address = address;
    this.scanner = new Scanner(vertx, this.configuration, clock);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "scanner";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Finding> look() {
    ClamdVersion version;
    try {
      version = ClamdVersion.ask(vertx, configuration, address).await();
    } catch (Exception away) {
      return List.of(Finding.error("scanner.away", address, Map.of("fault", Faults.told(away))));
    }
    if (!scanner.proved().await()) {
      return List.of(Finding.error("scanner.blind", address, Map.of("version", version.program())));
    }
    return List.of(age(version));
  }

  private Finding age(ClamdVersion version) {
    if (version.signatures().isEmpty()) {
      return Finding.warning("scanner.no-list", address, Map.of("version", version.program()));
    }
    var age = Duration.between(version.signatures().get(), clock.instant());
    var facts = Map.of("version", version.program(), "days", Math.max(0, age.toDays()));
    if (age.compareTo(TOO_OLD) > 0) {
      return Finding.error("scanner.stale", address, facts);
    }
    return age.compareTo(OLD) > 0
        ? Finding.warning("scanner.old", address, facts)
        : Finding.ok("scanner.fine", address, facts);
  }

  Future<Void> close() {
    return scanner.close();
  }
}
