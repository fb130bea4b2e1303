package natsuin.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import natsuin.pki.KeyStoreFile;

/** Whether this service's own certificates are good now and for a while, link by link. */
final class CertificatesCheck implements Check {
  /** What is renewed by itself at a start is renewed 60 days before its end at the latest. */
  private static final Duration SOON = Duration.ofDays(45);

  /** An authority's successor takes a year to get known. */
  private static final Duration AUTHORITY_SOON = Duration.ofDays(365);

  private final Path directory;
  private final char[] password;
  private final InstantSource clock;

  CertificatesCheck(Path directory, char[] password, InstantSource clock) {
    this.directory = directory;
    this.password = password.clone();
    this.clock = clock;
  }

  @Override
  public String name() {
    return "certificates";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public List<Finding> look() throws IOException {
    var found = new ArrayList<Finding>();
    if (!Files.isDirectory(directory)) {
      return List.of(); // which the check of the keys tells
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".p12")).sorted().toList();
    }
    long shortest = Long.MAX_VALUE;
    int certificates = 0;
    for (Path file : files) {
      for (var named : KeyStoreFile.open(file, password).chains().entrySet()) {
        String subject = file.getFileName() + ": " + named.getKey();
        judge(subject, named.getValue()).ifPresent(found::add);
        certificates++;
        shortest = Math.min(shortest, days(named.getValue().getFirst()));
      }
    }
    return found.isEmpty()
        ? List.of(Finding.ok("certificates.fine", "", Map.of("n", certificates, "days", shortest)))
        : found;
  }

  private long days(X509Certificate certificate) {
    return Duration.between(clock.instant(), certificate.getNotAfter().toInstant()).toDays();
  }

  private Optional<Finding> judge(String subject, List<X509Certificate> chain) {
    Instant now = clock.instant();
    var own = chain.getFirst();
    Instant end = own.getNotAfter().toInstant();
    Map<String, Object> facts =
        Map.of("end", day(end), "begin", own.getNotBefore().toInstant(), "days", days(own));
    if (now.isBefore(own.getNotBefore().toInstant())) {
      return Optional.of(Finding.error("certificates.not-yet", subject, facts));
    }
    if (now.isAfter(end)) {
      return Optional.of(
          isAuthority(own)
              ? Finding.error("certificates.authority-ended", subject, facts)
              : Finding.error("certificates.ended", subject, facts));
    }
    if (!isLinked(chain)) {
      return Optional.of(Finding.error("certificates.broken-chain", subject, facts));
    }
    if (isAuthority(own) && end.isBefore(now.plus(AUTHORITY_SOON))) {
      return Optional.of(Finding.warning("certificates.authority-ends", subject, facts));
    }
    return end.isBefore(now.plus(SOON))
        ? Optional.of(Finding.warning("certificates.ends", subject, facts))
        : Optional.empty();
  }

  private static LocalDate day(Instant end) {
    return LocalDate.ofInstant(end, ZoneOffset.UTC);
  }

  private static boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0;
  }

  private static boolean isLinked(List<X509Certificate> chain) {
    try {
      for (int i = 0; i < chain.size(); i++) {
        chain.get(i).verify(chain.get(Math.min(i + 1, chain.size() - 1)).getPublicKey());
      }
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
