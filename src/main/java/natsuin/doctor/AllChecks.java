package natsuin.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import natsuin.pki.KeyStoreFile;
import natsuin.pki.Pem;
import natsuin.pki.TrustAnchors;
import natsuin.signing.TimestampClient;

/** Everything that is looked at, in the order in which it is told. */
final class AllChecks {
  private AllChecks() {}

  /**
   * The checks of this ground.
   *
   * @param opened told what is to be closed in the end
   */
  static List<Check> of(Ground ground, Consumer<AutoCloseable> opened) {
    var checks = new ArrayList<Check>();
    checks.add(
        new PostgresCheck(
            ground.database(), ground.postgres(), ground.migrations(), ground.trial()));
    checks.add(new RedisCheck(ground.redisServer(), ground.redis()));
    checks.add(new ClockCheck(ground.skew()));
    checks.add(new KeysCheck(ground.keys(), ground.keysPassword()));
    checks.add(new CertificatesCheck(ground.keys(), ground.keysPassword(), ground.clock()));
    checks.addAll(timestamps(ground, opened));
    var http = ground.vertx().createHttpClient();
    opened.accept(() -> http.close().await());
    checks.add(
        new OcspCheck(
            http, ground.publicBase(), ground.keys(), ground.keysPassword(), ground.clock()));
    checks.add(new SmtpCheck(ground.smtp()));
    if (!ground.scanner().present()) {
      checks.add(new Known(Finding.warning("scanner.none", "", Map.of())));
    }
    for (String address : ground.scanner().addresses()) {
      var scanner = new ScannerCheck(ground.vertx(), ground.scanner(), address, ground.clock());
      opened.accept(() -> scanner.close().await());
      checks.add(scanner);
    }
    checks.add(new DiskCheck(ground.data(), DiskCheck.SCARCE, DiskCheck.OUT));
    checks.add(new FontsCheck());
    checks.add(new MachineCheck(ground.load(), MachineCheck.Machine.here()));
    checks.add(new FilesCheck(FilesCheck.Open::here));
    return checks;
  }

  private static List<Check> timestamps(Ground ground, Consumer<AutoCloseable> opened) {
    var signing = ground.signing();
    List<URI> authorities =
        signing.timestampAuthorities().isEmpty()
            ? List.of(ground.publicBase().resolve("tsa"))
            : signing.timestampAuthorities();
    TimestampClient client;
    try {
      var trusted = trusted(ground);
      if (trusted.isEmpty() && signing.timestampTrust().isEmpty()) {
        return List.of(new Known(Finding.warning("timestamps.unasked", "", Map.of())));
      }
      client =
          new TimestampClient(
              ground.vertx(),
              authorities,
              signing.timestampTlsCaFile(),
              signing.timestampTimeout(),
              TrustAnchors.of(trusted),
              ground.clock());
    } catch (IOException | RuntimeException unreadable) {
      return List.of(
          new Known(
              Finding.error(
                  "timestamps.no-trust",
                  signing.timestampTrust(),
                  Map.of("fault", Faults.told(unreadable)))));
    }
    opened.accept(() -> client.close().await());
    return authorities.stream()
        .<Check>map(each -> new TimestampsCheck(client, each, ground.clock()))
        .toList();
  }

  private static List<X509Certificate> trusted(Ground ground) throws IOException {
    String file = ground.signing().timestampTrust();
    if (!file.isEmpty()) {
      return Pem.readCertificates(Files.readString(Path.of(file)));
    }
    try {
      var ours = KeyStoreFile.open(ground.keys().resolve("authorities.p12"), ground.keysPassword());
      return ours.chains().getOrDefault("root", List.of());
    } catch (IOException unreadable) {
      return List.of(); // which the check of the keys tells
    }
  }
}
